// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import java.util.ArrayList;
import java.util.List;

/** Short pieces of text put on as few lines as they need. */
final class Wrapping {
    private static final String BETWEEN = "  ";

    private Wrapping() {}

    /** A piece that is longer than a line is cut. */
    static List<String> words(List<String> words, int width) {
        return words(words, width, BETWEEN);
    }

    static List<String> words(List<String> words, int width, String between) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (!line.isEmpty() && line.length() + between.length() + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : between);
            line.append(Title.cut(word, Math.max(width, 1)));
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
