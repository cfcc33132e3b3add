// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is shown of an event's hits: the event by name or by a line, then {@code by FIELD}. */
record ViewCandidates(KernelView kernel) implements CandidateSource {
    /** Where what is looked at may be complete. */
    private static final Set<EventOutline.Place> ENDS =
            EnumSet.of(
                    EventOutline.Place.HEAD,
                    EventOutline.Place.TAIL,
                    EventOutline.Place.AFTER_RETURN,
                    EventOutline.Place.FILTER_JOIN,
                    EventOutline.Place.FREE);

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
        if (at.before().contains(" by ")) {
            return;
        }
        EventOutline outline = EventOutline.of(at.line().substring(0, at.wordStart()), at.start());
        if (outline.place() == EventOutline.Place.HEAD) {
            // a function alone will do: its fields are those that are asked for
            new FunctionCandidates(kernel, FunctionCandidates.Choice.TRACEABLE, "").offer(at, to);
        } else {
            new EventLineCandidates(kernel).offer(at, to);
        }
        if (!at.before().isBlank() && ENDS.contains(outline.place())) {
            to.words(at, Map.of("by", "the field that is looked at"));
        }
    }

    private Map<String, String> fields(String what) {
        Map<String, String> fields =
                new LinkedHashMap<>(
                        EventCandidates.find(kernel, what)
                                .map(EventCandidates::fields)
                                .orElseGet(() -> new EventLineCandidates(kernel).fields(what)));
        if (!what.contains("=>") && EventCandidates.find(kernel, what).isEmpty()) {
            fields.putIfAbsent("ret", "the value that is returned");
            fields.putIfAbsent("duration", "from entry to return, in ns");
        }
        fields.putIfAbsent("pid", "the thread");
        fields.putIfAbsent("tgid", "the process");
        fields.putIfAbsent("caller", "from where it was called");
        fields.putIfAbsent("comm", "the name of the thread");
        fields.putIfAbsent("cpu", "the CPU");
        return fields;
    }
}
