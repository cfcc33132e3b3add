// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.List;

/**
 * A line that cannot be carried out because of what it says: what is wrong, where, and what to type
 * instead.
 */
public final class LineError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient String line;
    private final transient Span span;
    private final String hint;
    private final transient List<String> near;

    /**
     * @param line the line that the span is in
     * @param message lower case, subject first, no full stop
     * @param hint what can be typed instead; empty if there is nothing
     */
    public LineError(String line, Span span, String message, String hint) {
        this(line, span, message, hint, List.of());
    }

    /**
     * @param near what could stand in place of the span, the likeliest first
     */
    public LineError(String line, Span span, String message, String hint, List<String> near) {
        super(message);
        this.line = line;
        this.span = span;
        this.hint = hint;
        this.near = List.copyOf(near);
    }

    public String line() {
        return line;
    }

    public Span span() {
        return span;
    }

    public String hint() {
        return hint;
    }

    public List<String> near() {
        return near;
    }

    /** The same error in a longer line that holds this one from {@code offset} on. */
    public LineError within(String longer, int offset) {
        return new LineError(longer, span.shift(offset), getMessage(), hint, near);
    }

    public LineError withHint(String other) {
        return new LineError(line, span, getMessage(), other, near);
    }
}
