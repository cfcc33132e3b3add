// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * How many columns of a terminal a character takes: 2 for East Asian wide ones and emoji, 0 for
 * those that join the one before. The ranges are those of wcwidth(3) as terminals have it, coarse
 * where a whole block agrees.
 */
public final class Columns {
    private Columns() {}

    public static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || codePoint == 0x200b
                || codePoint == 0x200d) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    public static int of(CharSequence text) {
        return of(text, 0, text.length());
    }

    static int of(CharSequence text, int start, int end) {
        int columns = 0;
        for (int at = start; at < end; ) {
            int codePoint = Character.codePointAt(text, at);
            columns += of(codePoint);
            at += Character.charCount(codePoint);
        }
        return columns;
    }

    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0x303e
                || c >= 0x3041 && c <= 0xa4cf
                || c >= 0xa960 && c <= 0xa97c
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff01 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1f64f
                || c >= 0x1f680 && c <= 0x1f6ff
                || c >= 0x1f900 && c <= 0x1f9ff
                || c >= 0x20000 && c <= 0x3fffd;
    }
}
