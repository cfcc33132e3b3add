// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.parse.LineError;

import java.util.List;

/**
 * What the kernel is given for the line of an event.
 *
 * @param fields for its arguments, as far as they are understood
 * @param sources of the event's fields, in their order; the returned value's is the last
 * @param notes what the line leaves out, as sentences for the user
 */
public record KernelLine(
        RewrittenLine line,
        List<LoweredField> fields,
        List<EventSource.Named> sources,
        List<String> notes) {

    public KernelLine {
        fields = List.copyOf(fields);
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    public String text() {
        return line.text();
    }

    /** The kernel's refusal, with the caret where it belongs in what was typed. */
    public LineError refusal(LineError error, String typed) {
        return line.refusal(error, typed);
    }
}
