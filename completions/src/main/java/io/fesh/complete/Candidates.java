// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import org.jline.reader.Candidate;

import java.util.ArrayList;
import java.util.List;

/**
 * The candidates for one Tab, in the order in which they are shown: at most {@link #MOST}, because
 * JLine lays out all of them at every step, and no more than fit on the screen.
 */
final class Candidates {
    static final int MOST = 200;

    /** Blanks between two columns, as JLine has them. */
    private static final int MARGIN = 3;

    /** Columns of the blank and parentheses that JLine puts around a description. */
    private static final int DECORATION = 4;

    /** Lines of the screen that stay free: the prompt, a heading, and some of what was there. */
    private static final int FREE_LINES = 4;

    private final int columns;
    private final int lines;
    private final List<Candidate> list = new ArrayList<>();
    private String heading;

    /**
     * @param columns of the screen
     * @param lines of the screen
     */
    Candidates(int columns, int lines) {
        this.columns = columns;
        this.lines = Math.max(1, lines - FREE_LINES);
    }

    /** How many of {@code names}, from the first on, fit on the screen. */
    int fitting(List<String> names) {
        int longest = 0;
        for (int count = 1; count <= names.size(); count++) {
            longest = Math.max(longest, names.get(count - 1).length());
            int across = Math.max(1, (columns + MARGIN) / (longest + MARGIN));
            if ((count + across - 1) / across > lines) {
                return count - 1;
            }
        }
        return names.size();
    }

    /** Whether so many can stand below each other, with a description beside each. */
    boolean hasLineForEach(int count) {
        return count <= lines;
    }

    /** What is shown above the candidates. */
    void heading(String text) {
        heading = text;
    }

    void add(String name, String description, boolean complete) {
        add(name, "", description, complete);
    }

    /**
     * @param end what is inserted after the name
     * @param description shown beside it; empty for none
     * @param complete whether a blank follows when it is the only one
     */
    void add(String name, String end, String description, boolean complete) {
        list.add(
                new Candidate(
                        name + end,
                        name,
                        heading,
                        description.isEmpty() ? null : shortened(description, name),
                        null,
                        null,
                        complete,
                        list.size()));
    }

    /**
     * @param kept what the word at the cursor has before the name
     */
    void addPart(String kept, String name, String description) {
        list.add(
                new Candidate(
                        kept + name,
                        name,
                        heading,
                        description.isEmpty() ? null : shortened(description, name),
                        null,
                        null,
                        false,
                        list.size()));
    }

    /** JLine puts it in parentheses beside the name, and breaks lines that are too long. */
    private String shortened(String description, String name) {
        int room = Math.max(0, columns - name.length() - 2 * MARGIN - DECORATION);
        return description.length() <= room
                ? description
                : description.substring(0, Math.max(0, room - 3)) + "...";
    }

    List<Candidate> list() {
        return list;
    }
}
