// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.parse.Span;

import java.util.Arrays;

/**
 * The part of a line that fits into a width and holds a span's beginning, quoted for a terminal.
 *
 * @param text the part, with marks where the line goes on
 * @param column where in the text the span begins, in columns
 * @param columns how many of them it takes, at least 1
 */
record Excerpt(String text, int column, int columns) {

    /** Columns kept in front of a span when a line is too long to be shown whole. */
    private static final int BEFORE = 20;

    static Excerpt of(String line, Span span, int width, String more) {
        int from = startOfCharacter(line, Math.min(span.start(), line.length()));
        int to = startOfCharacter(line, Math.min(Math.max(span.end(), from), line.length()));
        int[] columns = columns(line);
        int total = columns[line.length()];
        int spare = from == line.length() ? 1 : 0;
        int first = 0;
        int last = line.length();
        if (total + spare > width) {
            int room = Math.max(width - spare - 2 * more.length(), 1);
            int wanted = Math.max(0, columns[from] - Math.min(BEFORE, room / 2));
            first = at(columns, line, Math.min(wanted, Math.max(0, total - room)));
            if (columns[first] <= more.length()) {
                first = 0;
            }
            last = line.length();
            while (last > first && columns[last] - columns[first] > room) {
                last = line.offsetByCodePoints(last, -1);
            }
        }
        String before = first > 0 ? more : "";
        String after = last < line.length() ? more : "";
        StringBuilder text = new StringBuilder(before);
        Quoting.appendVisible(text, line.subSequence(first, last));
        text.append(after);
        int column = before.length() + columns[from] - columns[first];
        int end = before.length() + columns[Math.min(to, last)] - columns[first];
        return new Excerpt(text.toString(), column, Math.max(1, end - column));
    }

    /** The column at which each char of the line begins once it is quoted. */
    private static int[] columns(String line) {
        int[] columns = new int[line.length() + 1];
        StringBuilder quoted = new StringBuilder();
        int column = 0;
        for (int at = 0; at < line.length(); ) {
            int codePoint = line.codePointAt(at);
            int size = Character.charCount(codePoint);
            Arrays.fill(columns, at, at + size, column);
            quoted.setLength(0);
            Quoting.appendVisible(quoted, codePoint);
            column += Columns.of(quoted);
            at += size;
        }
        columns[line.length()] = column;
        return columns;
    }

    /** The first char that begins at {@code column} or after it. */
    private static int at(int[] columns, String line, int column) {
        int at = Arrays.binarySearch(columns, column);
        at = at < 0 ? -at - 1 : at;
        while (at > 0 && columns[at - 1] == columns[at]) {
            at--;
        }
        return startOfCharacter(line, Math.min(at, line.length()));
    }

    private static int startOfCharacter(String line, int at) {
        boolean inside =
                at > 0
                        && at < line.length()
                        && Character.isLowSurrogate(line.charAt(at))
                        && Character.isHighSurrogate(line.charAt(at - 1));
        return inside ? at - 1 : at;
    }
}
