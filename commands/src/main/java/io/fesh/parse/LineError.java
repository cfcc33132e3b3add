// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

/**
 * A line that cannot be carried out because of what it says: what is wrong, where, and what to type
 * instead.
 */
public final class LineError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient String line;
    private final transient Span span;
    private final String hint;

    /**
     * @param line the line that the span is in
     * @param message lower case, subject first, no full stop
     * @param hint what can be typed instead; empty if there is nothing
     */
    public LineError(String line, Span span, String message, String hint) {
        super(message);
        this.line = line;
        this.span = span;
        this.hint = hint;
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

    /** The same error in a longer line that holds this one from {@code offset} on. */
    public LineError within(String longer, int offset) {
        return new LineError(longer, span.shift(offset), getMessage(), hint);
    }

    public LineError withHint(String other) {
        return new LineError(line, span, getMessage(), other);
    }
}
