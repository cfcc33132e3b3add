// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventTail;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line in the kernel's own grammar: as it stands, but for the words of its filter. */
public final class PlainLowering {
    private PlainLowering() {}

    /** Whether its filter asks for the kernel's types. */
    public static boolean needsTypes(String line, int from) {
        return FilterLowering.hasWords(line, tail(line, from).filter());
    }

    /**
     * @param from where in {@code line} the event's line begins
     * @param types if they are known
     */
    public static KernelLine lower(String line, int from, Optional<KernelTypes> types)
            throws LineError, TargetException {
        Optional<List<LoweredField>> fields = PlainFields.of(line, from);
        EventTail tail = tail(line, from);
        Span whole = new Span(from, Math.max(from, line.stripTrailing().length()));
        RewrittenLine.Writer to = new RewrittenLine.Writer(line);
        List<EventSource.Named> sources =
                types.map(all -> PlainSources.of(line, from, all)).orElse(List.of());
        List<FilterField> known = new ArrayList<>();
        List<LoweredField> understood = fields.orElse(List.of());
        for (int i = 0; i < understood.size(); i++) {
            LoweredField field = understood.get(i);
            known.add(
                    new FilterField(
                            field.name(),
                            field.type().text(),
                            sources.isEmpty() ? field.words() : sources.get(i).source().words()));
        }
        FilterField.returned(tail).ifPresent(known::add);
        new FilterLowering(line, known, types).write(whole, tail.filter(), to);
        List<String> notes =
                types.map(all -> PlainSources.notes(line, from, all)).orElse(List.of());
        return new KernelLine(to.line(), understood, known, tail.filter(), sources, notes);
    }

    private static EventTail tail(String line, int from) {
        int close = line.indexOf(')', from);
        return EventTail.of(line, close < 0 ? line.length() : close + 1);
    }
}
