// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

/**
 * Which colour a style has: the terminal's own basic colours, without those that cannot be read on
 * either a light or a dark ground.
 */
enum Theme {
    PLAIN {
        @Override
        void append(StringBuilder out, StyledText line) {
            line.pieces().forEach(piece -> out.append(piece.text()));
        }
    },
    COLORED {
        @Override
        void append(StringBuilder out, StyledText line) {
            for (StyledText.Piece piece : line.pieces()) {
                String rendition = rendition(piece.style());
                if (rendition.isEmpty()) {
                    out.append(piece.text());
                } else {
                    out.append("\033[").append(rendition).append('m');
                    out.append(piece.text()).append("\033[m");
                }
            }
        }
    };

    /** Appends the line without a line break. */
    abstract void append(StringBuilder out, StyledText line);

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

    /** The parameters of Select Graphic Rendition (ECMA-48 8.3.117). */
    private static String rendition(Style style) {
        return switch (style) {
            case PLAIN, COMM, VERB_BEGUN, OPERATOR -> "";
            case DIM, COMMENT -> "2";
            case FUNCTION, HEADING, VERB -> "1";
            case FIELD -> "36";
            case NUMBER -> "34";
            case STRING -> "32";
            case SYMBOL, KEYWORD -> "35";
            case FAULT -> "31";
            case LOSS, HOT -> "1;31";
            case ERROR -> "31";
            case CARET -> "1;31";
            case HINT, TYPE, WARM -> "33";
            case UNKNOWN -> "4;31";
            case CURRENT -> "1;4";
        };
    }
}
