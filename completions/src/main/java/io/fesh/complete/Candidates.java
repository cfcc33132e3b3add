// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;

import org.jline.reader.Candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** How many of {@code names}, from the first on, fit on the screen below what is there. */
    int fitting(List<String> names) {
        int longest = list.stream().mapToInt(c -> c.displ().length()).max().orElse(0);
        int most = Math.min(names.size(), MOST - list.size());
        for (int count = 1; count <= most; count++) {
            longest = Math.max(longest, names.get(count - 1).length());
            int across = Math.max(1, (columns + MARGIN) / (longest + MARGIN));
            if ((list.size() + count + across - 1) / across > lines) {
                return count - 1;
            }
        }
        return most;
    }

    /** Whether so many more can stand below each other, with a description beside each. */
    boolean hasLineForEach(int count) {
        return list.size() + count <= lines;
    }

    /** What is shown above the candidates that come now: how many more there are. */
    void more(int count) {
        heading = count > 0 ? Numbers.grouped(count) + " more: type more letters" : null;
    }

    /** Those of some words that fit the one at the cursor, each with what it means. */
    void words(CursorContext at, Map<String, String> words) {
        List<Map.Entry<String, String>> fit =
                NamePattern.of(at.word()).choose(words.entrySet(), Map.Entry::getKey);
        int count = fitting(fit.stream().map(Map.Entry::getKey).toList());
        boolean described = hasLineForEach(count);
        more(fit.size() - count);
        for (Map.Entry<String, String> word : fit.subList(0, count)) {
            add(word.getKey(), described ? word.getValue() : "", true);
        }
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
        String visible = Quoting.visible(description);
        return visible.length() <= room
                ? visible
                : visible.substring(0, Math.max(0, room - 3)) + "...";
    }

    List<Candidate> list() {
        return list;
    }
}
