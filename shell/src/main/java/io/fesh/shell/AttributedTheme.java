// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.LineColors.Colored;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A theme for what JLine draws. */
final class AttributedTheme {
    private final boolean plain;
    private final Map<Style, AttributedStyle> styles = new EnumMap<>(Style.class);

    AttributedTheme(Theme theme) {
        this.plain = theme.isPlain();
        for (Style style : Style.values()) {
            StringBuilder sample = new StringBuilder();
            theme.append(sample, StyledText.of(style, "x"));
            styles.put(style, AttributedString.fromAnsi(sample.toString()).styleAt(0));
        }
    }

    /** The style of something; without colours what was not typed must still look different. */
    private AttributedStyle of(Style style) {
        return plain && style == Style.DIM ? AttributedStyle.DEFAULT.faint() : styles.get(style);
    }

    AttributedString text(StyledText text) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        for (StyledText.Piece piece : text.pieces()) {
            boolean bracketed = plain && piece.style() == Style.CURRENT;
            String shown = bracketed ? "[" + piece.text() + "]" : piece.text();
            out.styled(of(piece.style()), shown);
        }
        return out.toAttributedString();
    }

    /**
     * @param pieces of the line, in order
     */
    AttributedString line(String line, List<Colored> pieces) {
        if (plain || pieces.isEmpty()) {
            return new AttributedString(line);
        }
        AttributedStringBuilder out = new AttributedStringBuilder(line.length());
        int end = 0;
        for (Colored piece : pieces) {
            out.append(line, end, piece.start());
            out.styled(of(piece.style()), line.substring(piece.start(), piece.end()));
            end = piece.end();
        }
        return out.append(line, end, line.length()).toAttributedString();
    }
}
