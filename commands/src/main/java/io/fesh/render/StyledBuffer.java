// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * A line under construction: characters in one buffer, styles as marks beside it. Writing into it
 * costs no object; only who wants colours pays for pieces.
 */
final class StyledBuffer {
    private static final String BLANKS = " ".repeat(64);

    final StringBuilder text = new StringBuilder(256);
    private Style[] styles = new Style[32];
    private int[] ends = new int[32];
    private int marks;

    void clear() {
        text.setLength(0);
        marks = 0;
    }

    /** What was written since the last mark has this style. */
    void mark(Style style) {
        if (marks == ends.length) {
            styles = java.util.Arrays.copyOf(styles, 2 * marks);
            ends = java.util.Arrays.copyOf(ends, 2 * marks);
        }
        styles[marks] = style;
        ends[marks++] = text.length();
    }

    /**
     * Puts blanks there, which then belong to what is before them; a negative number takes them
     * away.
     */
    void blanks(int at, int count) {
        if (count < 0) {
            text.delete(at, at - count);
            shift(at, count);
        } else if (count > 0) {
            for (int left = count; left > 0; left -= BLANKS.length()) {
                text.insert(at, BLANKS, 0, Math.min(left, BLANKS.length()));
            }
            shift(at, count);
        }
    }

    /** What stands there and behind it begins another row. */
    void newRow(int at, int indent) {
        blanks(at, indent);
        text.insert(at, '\n');
        shift(at, 1);
    }

    private void shift(int at, int by) {
        for (int i = marks - 1; i >= 0 && ends[i] >= at; i--) {
            ends[i] += by;
        }
    }

    StyledText toStyledText() {
        StyledText.Builder out = StyledText.builder();
        int start = 0;
        for (int i = 0; i < marks; i++) {
            out.add(styles[i], text.substring(start, ends[i]));
            start = ends[i];
        }
        return out.add(text.substring(start)).build();
    }
}
