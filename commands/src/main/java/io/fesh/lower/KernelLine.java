// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventSpec;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.List;
import java.util.Optional;

/**
 * What the kernel is given for the line of an event.
 *
 * @param fields for its arguments, as far as they are understood
 * @param compared the fields that a filter may name, beside pid, comm and cpu
 * @param filter where it was typed; of no length if there is none
 * @param sources of the event's fields, in their order; the returned value's is the last
 * @param notes what the line leaves out, as sentences for the user
 */
public record KernelLine(
        RewrittenLine line,
        List<LoweredField> fields,
        List<FilterField> compared,
        Span filter,
        List<EventSource.Named> sources,
        List<String> notes) {

    public KernelLine {
        fields = List.copyOf(fields);
        compared = List.copyOf(compared);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /**
     * Of a line in whatever grammar.
     *
     * @param from where in {@code line} the event's line begins
     * @param types if they are known; without them no names are understood
     */
    public static KernelLine of(String line, int from, Optional<KernelTypes> types)
            throws LineError, TargetException {
        Optional<EventSpec> spec = EventSpecParser.parse(line, from);
        return spec.isPresent() && types.isPresent()
                ? SpecLowering.lower(line, spec.get(), types.get())
                : PlainLowering.lower(line, from, types);
    }

    public String text() {
        return line.text();
    }

    /** The kernel's refusal, with the caret where it belongs in what was typed. */
    public LineError refusal(LineError error, String typed) {
        return FilterField.refusal(line.refusal(error, typed), filter, compared);
    }
}
