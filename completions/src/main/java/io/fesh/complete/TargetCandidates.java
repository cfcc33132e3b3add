// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import java.util.Map;
import java.util.TreeMap;

/** The kinds of targets. */
record TargetCandidates() implements CandidateSource {
    private static final Map<String, String> KINDS =
            new TreeMap<>(
                    Map.of(
                            "lab", "a kernel in QEMU, safe to break",
                            "local", "the kernel of this machine",
                            "ssh:", "the kernel of another machine"));

    @Override
    public void offer(CursorContext at, Candidates to) {
        KINDS.forEach(
                (name, what) -> {
                    if (name.startsWith(at.word())) {
                        to.add(name, what, !name.endsWith(":"));
                    }
                });
    }
}
