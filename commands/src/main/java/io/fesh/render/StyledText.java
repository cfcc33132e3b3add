// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.util.ArrayList;
import java.util.List;

/** A line of text without line break or control byte, in pieces of one style each. */
public record StyledText(List<Piece> pieces) {

    public record Piece(String text, Style style) {}

    public StyledText {
        pieces = List.copyOf(pieces);
    }

    public static StyledText plain(String text) {
        return new StyledText(List.of(new Piece(text, Style.PLAIN)));
    }

    public static StyledText of(Style style, String text) {
        return new StyledText(List.of(new Piece(text, style)));
    }

    /** The text without its styles. */
    public String text() {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            out.append(piece.text());
        }
        return out.toString();
    }

    public static Builder builder() {
        return new Builder();
    }

    public static final class Builder {
        private final List<Piece> pieces = new ArrayList<>();

        public Builder add(Style style, String text) {
            if (!text.isEmpty()) {
                pieces.add(new Piece(text, style));
            }
            return this;
        }

        public Builder add(String text) {
            return add(Style.PLAIN, text);
        }

        public StyledText build() {
            return new StyledText(pieces);
        }
    }
}
