// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which colour a style has. Where the ground is not known these are the terminal's own basic
 * colours, without those that cannot be read on either a light or a dark one.
 */
final class Theme {
    static final Theme PLAIN = new Theme(Map.of());
    static final Theme COLORED = new Theme(basic());

    /** By the parameters of Select Graphic Rendition (ECMA-48 8.3.117). */
    private final Map<Style, String> renditions;

    private Theme(Map<Style, String> renditions) {
        this.renditions = new EnumMap<>(Style.class);
        this.renditions.putAll(renditions);
    }

    /** {@code --color} before NO_COLOR (no-color.org) before what the stream is. */
    static Theme choose(Options.Colors asked, String noColor, boolean terminal, String term) {
        boolean colored =
                switch (asked) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO ->
                            (noColor == null || noColor.isEmpty())
                                    && terminal
                                    && term != null
                                    && !term.startsWith("dumb");
                };
        return colored ? COLORED : PLAIN;
    }

    /**
     * The theme of a name.
     *
     * @param name auto, dark, light or none
     * @param colors how many the terminal has
     * @param groundHint COLORFGBG, as some terminals set it: {@code 15;0} is white on black; null
     *     if they do not
     */
    static Theme named(String name, int colors, String groundHint) {
        if (name.equals("none") || colors < 8) {
            return PLAIN;
        }
        return switch (name.equals("auto") ? ground(groundHint) : name) {
            case "dark" -> new Theme(colors >= 256 ? dark256() : colors >= 16 ? dark16() : basic());
            case "light" -> new Theme(colors >= 256 ? light256() : basic());
            default -> COLORED;
        };
    }

    /** The last number is the ground: 7 and 9 to 15 are light. */
    private static String ground(String hint) {
        String last = hint == null ? "" : hint.substring(hint.lastIndexOf(';') + 1);
        return switch (last) {
            case "0", "1", "2", "3", "4", "5", "6", "8" -> "dark";
            case "7", "9", "10", "11", "12", "13", "14", "15" -> "light";
            default -> "";
        };
    }

    boolean isPlain() {
        return renditions.isEmpty();
    }

    /** Appends the line without a line break. */
    void append(StringBuilder out, StyledText line) {
        for (StyledText.Piece piece : line.pieces()) {
            String rendition = renditions.get(piece.style());
            if (rendition == null) {
                out.append(piece.text());
            } else {
                out.append("\033[").append(rendition).append('m');
                out.append(piece.text()).append("\033[m");
            }
        }
    }

    private static Map<Style, String> of(
            String dim,
            String field,
            String number,
            String string,
            String symbol,
            String error,
            String hint) {
        Map<Style, String> renditions = new EnumMap<>(Style.class);
        renditions.put(Style.FUNCTION, "1");
        renditions.put(Style.HEADING, "1");
        renditions.put(Style.DIM, dim);
        renditions.put(Style.FIELD, field);
        renditions.put(Style.NUMBER, number);
        renditions.put(Style.STRING, string);
        renditions.put(Style.SYMBOL, symbol);
        renditions.put(Style.FAULT, error);
        renditions.put(Style.ERROR, error);
        renditions.put(Style.LOSS, "1;" + error);
        renditions.put(Style.CARET, "1;" + error);
        renditions.put(Style.HINT, hint);
        renditions.put(Style.VERB, "1");
        renditions.put(Style.COMMENT, dim);
        renditions.put(Style.KEYWORD, symbol);
        renditions.put(Style.TYPE, field);
        renditions.put(Style.UNKNOWN, "4;" + error);
        renditions.put(Style.CURRENT, "1;4");
        renditions.put(Style.WARM, hint);
        renditions.put(Style.HOT, "1;" + error);
        return renditions;
    }

    private static Map<Style, String> basic() {
        return of("2", "36", "34", "32", "35", "31", "33");
    }

    private static Map<Style, String> dark16() {
        return of("90", "96", "94", "92", "95", "91", "93");
    }

    private static Map<Style, String> dark256() {
        return of(
                "38;5;245", "38;5;80", "38;5;111", "38;5;114", "38;5;176", "38;5;203", "38;5;221");
    }

    private static Map<Style, String> light256() {
        return of("38;5;243", "38;5;30", "38;5;26", "38;5;28", "38;5;90", "38;5;160", "38;5;130");
    }
}
