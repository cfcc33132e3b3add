// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/** {@code help keys}: what the keys of a prompt do. That they do it is the prompt's matter. */
public final class KeyHelp {
    private static final String[][] KEYS = {
        {"Tab", "completes the name at the cursor, or shows what fits"},
        {"Right, End, Ctrl-F", "takes what is suggested in grey; Alt-F: one word of it"},
        {"Up, Down", "lines typed before that begin like this one"},
        {"Ctrl-R, Ctrl-S", "finds a part in lines typed before; again: older, newer"},
        {"Ctrl-A, Ctrl-E", "to the beginning, to the end of the line"},
        {"Alt-B, Alt-F", "a word back, a word on"},
        {"Ctrl-W, Alt-D", "deletes the word before, after the cursor"},
        {"Ctrl-U, Ctrl-K", "deletes the line, or what is behind the cursor"},
        {"Ctrl-Y", "puts back what was deleted last"},
        {"Ctrl-_", "undoes the last change"},
        {"Enter", "runs the line, or goes on with it in open brackets"},
        {"Ctrl-X Ctrl-E", "opens $EDITOR on the line"},
        {"Ctrl-C", "stops what runs, or gives up the line"},
        {"Ctrl-L", "clears the screen"},
        {"Ctrl-Z", "back to the shell that fesh was started from; fg returns"},
        {"Ctrl-D", "leaves, on an empty line"},
        {"F1", "shows what a name of Java is, and else this"},
        {"F2", "holds the stream, or lets it go on; recording goes on"},
    };

    private KeyHelp() {}

    public static List<StyledText> lines() {
        int widest = 0;
        for (String[] key : KEYS) {
            widest = Math.max(widest, key[0].length());
        }
        List<StyledText> lines = new ArrayList<>();
        lines.add(StyledText.of(Style.HEADING, "keys"));
        for (String[] key : KEYS) {
            String padding = " ".repeat(widest - key[0].length() + 2);
            lines.add(
                    StyledText.builder()
                            .add("  ")
                            .add(Style.FUNCTION, key[0])
                            .add(padding + key[1])
                            .build());
        }
        return lines;
    }
}
