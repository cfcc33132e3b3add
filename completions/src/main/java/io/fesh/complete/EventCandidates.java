// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.lower.FilterField;
import io.fesh.names.NamePattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of the session, and behind the name of one the filter for it.
 *
 * @param withAll whether {@code *} stands for all of them here
 */
record EventCandidates(KernelView kernel, boolean withAll) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        List<EventSchema> events = kernel.events();
        NamePattern.of(at.word()).choose(events, EventSchema::name).stream()
                .limit(Candidates.MOST)
                .forEach(event -> to.add(event.name(), event.line(), true));
        if (withAll && at.word().isEmpty() && events.size() > 1) {
            to.add("*", "all events", true);
        }
    }

    /** The filter for the event that the line names. */
    static CandidateSource filter(KernelView kernel) {
        return (at, to) -> {
            String typed = at.line().substring(at.start(), at.wordStart());
            if (typed.isBlank()) {
                to.words(at, Map.of("if", "only hits that a filter lets through"));
                return;
            }
            String[] words = at.line().substring(0, at.start()).strip().split("\\s+");
            Optional<EventSchema> event = find(kernel, words[words.length - 1]);
            String line = at.line().substring(0, at.wordStart());
            new FilterCandidates(
                            event.map(EventCandidates::fields).orElse(Map.of()),
                            event.map(FilterField::of).orElse(List.of()),
                            false)
                    .offer(EventOutline.ofFilter(line, at.start()), at, to);
        };
    }

    static Optional<EventSchema> find(KernelView kernel, String name) {
        return kernel.events().stream().filter(event -> event.name().equals(name)).findFirst();
    }

    static Map<String, String> fields(EventSchema event) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : event.fields()) {
            fields.put(field.name(), field.type());
        }
        return fields;
    }
}
