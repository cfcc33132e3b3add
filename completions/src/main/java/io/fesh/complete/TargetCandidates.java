// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The kinds of targets; behind {@code ssh:} hosts, behind {@code file:} files.
 *
 * @param hosts asked at each Tab
 */
record TargetCandidates(Supplier<List<String>> hosts, CandidateSource files)
        implements CandidateSource {
    private static final String FILE = "file:";

    @Override
    public void offer(CursorContext at, Candidates to) {
        if (at.before().startsWith(FILE)) {
            files.offer(at.from(at.start() + FILE.length()), to);
        } else if (at.before().equals("ssh:")) {
            NamePattern.of(at.word())
                    .choose(hosts.get(), host -> host)
                    .forEach(host -> to.add(host, "", true));
        } else if (at.before().isEmpty()) {
            Map<String, String> kinds = new LinkedHashMap<>();
            kinds.put("lab", "a kernel in QEMU, safe to break");
            kinds.put("local", "the kernel of this machine");
            to.words(at, kinds);
            if ("ssh:".startsWith(at.word())) {
                to.add("ssh:", "the kernel of another machine", false);
            }
            if (FILE.startsWith(at.word())) {
                to.add(FILE, "a recording", false);
            }
        }
    }
}
