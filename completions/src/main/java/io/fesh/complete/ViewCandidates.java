// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is shown of an event's hits: the event by name or by a line, then {@code by FIELD}. */
record ViewCandidates(KernelView kernel) implements CandidateSource {
    private static final Pattern BY =
            Pattern.compile("(.*?)\\sby\\s+(?:[\\w.]+\\s*,\\s*)*", Pattern.DOTALL);

    @Override
    public void offer(CursorContext at, Candidates to) {
        Matcher by = BY.matcher(at.before());
        if (by.matches()) {
            to.words(at, fields(by.group(1).strip()));
            return;
        }
        if (at.before().isBlank()) {
            new EventCandidates(kernel, false).offer(at, to);
        }
        if (!at.before().contains(" by ")) {
            new EventLineCandidates(kernel).offer(at, to);
        }
    }

    private Map<String, String> fields(String what) {
        Map<String, String> fields =
                new LinkedHashMap<>(
                        EventCandidates.find(kernel, what)
                                .map(EventCandidates::fields)
                                .orElseGet(() -> new EventLineCandidates(kernel).fields(what)));
        fields.putIfAbsent("pid", "the thread");
        fields.putIfAbsent("comm", "the name of the thread");
        fields.putIfAbsent("cpu", "the CPU");
        return fields;
    }
}
