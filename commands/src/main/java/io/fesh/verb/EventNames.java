// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;
import io.fesh.parse.Word;

import java.util.List;
import java.util.Optional;

/** Events of the session by the names that users type. */
final class EventNames {
    static final String ALL = "*";

    private EventNames() {}

    static Optional<EventStatus> find(TraceTarget target, String name) throws TargetException {
        return target.events().stream()
                .filter(event -> event.schema().name().equals(name))
                .findFirst();
    }

    static EventStatus get(TraceTarget target, String line, Word word)
            throws LineError, TargetException {
        Optional<EventStatus> found = find(target, word.text());
        if (found.isEmpty()) {
            throw unknown(target, line, word);
        }
        return found.get();
    }

    /** There is no event of that name; the hint is the line with the nearest name, or a way on. */
    static LineError unknown(TraceTarget target, String line, Word word) throws TargetException {
        List<String> names = target.events().stream().map(event -> event.schema().name()).toList();
        List<String> near = Suggestions.near(word.text(), names, 1);
        String hint;
        if (!near.isEmpty()) {
            Span span = word.span();
            hint = line.substring(0, span.start()) + near.get(0) + line.substring(span.end());
        } else {
            hint = names.isEmpty() ? "help create" : "stats";
        }
        return new LineError(
                line,
                word.span(),
                "there is no event " + Phrases.name(word.text()),
                "try: " + hint.strip());
    }
}
