// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.List;

/**
 * A line for the kernel, and which part of it came from where in the typed line.
 *
 * @param parts in the order of the text; what lies between them came from nowhere
 * @param sources of the event's fields, in their order; the returned value's is the last
 * @param notes what the line leaves out, as sentences for the user
 */
public record KernelLine(
        String text,
        List<Part> parts,
        List<LoweredField> fields,
        List<EventSource.Named> sources,
        List<String> notes) {

    /**
     * @param verbatim the same text stands in both, so that columns correspond
     */
    public record Part(Span here, Span typed, boolean verbatim) {}

    public KernelLine {
        parts = List.copyOf(parts);
        fields = List.copyOf(fields);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /** The kernel's refusal, with the caret where it belongs in what was typed. */
    public LineError refusal(LineError error, String typed) {
        return new LineError(typed, typed(error.span()), error.getMessage(), error.hint());
    }

    /** Where the part that holds the beginning of {@code here} was typed. */
    private Span typed(Span here) {
        Part last = parts.get(0);
        for (Part part : parts) {
            if (part.here().start() > here.start()) {
                break;
            }
            last = part;
        }
        if (!last.verbatim()) {
            return last.typed();
        }
        int shift = last.typed().start() - last.here().start();
        return new Span(Math.min(here.start() + shift, last.typed().end()), here.end() + shift);
    }
}
