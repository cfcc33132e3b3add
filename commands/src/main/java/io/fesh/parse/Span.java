// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

/** A place in a line, in chars: {@code start} inclusive, {@code end} exclusive. */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    public static Span at(int column) {
        return new Span(column, column + 1);
    }

    public Span shift(int by) {
        return new Span(start + by, end + by);
    }
}
