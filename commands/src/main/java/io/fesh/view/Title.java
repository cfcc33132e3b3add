// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.render.Columns;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.List;

/** The line over a picture: {@code vfs_read by count: 1,234 hits in 5.0 s}. */
final class Title {
    private Title() {}

    static StyledText line(String event, String by, long hits, long nanos, int width) {
        String what = by.isEmpty() ? "" : " by " + by;
        String counted = ": " + Numbers.count(hits, "hit", "hits");
        String time = nanos > 0 ? " in " + Numbers.duration(nanos) : "";
        return fitting(event, List.of(what, counted, time), width);
    }

    /**
     * The name and what follows it, as far as there is room: half a number would be a wrong one.
     */
    static StyledText fitting(String name, List<String> pieces, int width) {
        StringBuilder text = new StringBuilder();
        for (String piece : pieces) {
            if (Columns.of(name) + Columns.of(text) + Columns.of(piece) > width) {
                break;
            }
            text.append(piece);
        }
        StyledText line =
                StyledText.builder().add(Style.FUNCTION, name).add(text.toString()).build();
        return cut(line, width);
    }

    /** At most {@code width} columns of the line. */
    static StyledText cut(StyledText line, int width) {
        if (Columns.of(line.text()) <= width) {
            return line;
        }
        StyledText.Builder out = StyledText.builder();
        int left = width;
        for (StyledText.Piece piece : line.pieces()) {
            String text = cut(piece.text(), left);
            out.add(piece.style(), text);
            if (text.length() < piece.text().length()) {
                break;
            }
            left -= Columns.of(text);
        }
        return out.build();
    }

    static String cut(String text, int width) {
        int columns = 0;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            columns += Columns.of(codePoint);
            if (columns > width) {
                return text.substring(0, at);
            }
            at += Character.charCount(codePoint);
        }
        return text;
    }
}
