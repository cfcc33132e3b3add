// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

/** Lengths and shades drawn with characters: eighths of a block, or ASCII. */
final class Bars {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final String SHADES = " ░▒▓█";
    private static final String ASCII_LEVELS = " .:-=+*#@";
    private static final String ASCII_SHADES = " .:+#";

    private Bars() {}

    /** A bar of {@code part / whole} of the width, never empty for a part above 0. */
    static String bar(long part, long whole, int width, boolean unicode) {
        if (part <= 0 || whole <= 0 || width <= 0) {
            return "";
        }
        double full = (double) part / whole * width;
        if (!unicode) {
            return "#".repeat(Math.max(1, (int) Math.round(full)));
        }
        int eighths = Math.max(1, (int) Math.round(full * 8));
        String bar = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? bar : bar + EIGHTHS.charAt(eighths % 8);
    }

    /** A column one character wide: from a blank for 0 to a full block for {@code whole}. */
    static char level(long part, long whole, boolean unicode) {
        String levels = unicode ? LEVELS : ASCII_LEVELS;
        int top = levels.length() - 1;
        if (part <= 0 || whole <= 0) {
            return ' ';
        }
        return levels.charAt(Math.min(top, 1 + (int) ((double) part / whole * (top - 0.5))));
    }

    /** A shade by the logarithm of the count: one that is seen once must not vanish. */
    static char shade(long count, long most, boolean unicode) {
        String shades = unicode ? SHADES : ASCII_SHADES;
        int top = shades.length() - 1;
        if (count <= 0) {
            return ' ';
        }
        double depth = most <= 1 ? 1 : Math.log(count) / Math.log(most);
        return shades.charAt(Math.min(top, 1 + (int) (depth * (top - 0.5))));
    }

    /** What the shades stand for, darkest last. */
    static String shades(boolean unicode) {
        return (unicode ? SHADES : ASCII_SHADES).substring(1);
    }
}
