// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static io.fesh.edit.TerminalModes.BEGIN_FRAME;
import static io.fesh.edit.TerminalModes.BLANK_FROM_HERE;
import static io.fesh.edit.TerminalModes.END_FRAME;
import static io.fesh.edit.TerminalModes.HIDE_CURSOR;
import static io.fesh.edit.TerminalModes.NO_WRAP;
import static io.fesh.edit.TerminalModes.SHOW_CURSOR;
import static io.fesh.edit.TerminalModes.WRAP;

import java.util.List;

/**
 * The lines at the end of a terminal's text that are drawn again and again. The cursor stands
 * hidden before the first of them: there it stays however the terminal is resized, so what is to be
 * taken back is what is behind it.
 */
final class PictureArea {
    private List<String> shown = List.of();

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /**
     * What draws other lines in their place, as many as there are rows for; none for no picture.
     */
    String change(List<String> lines, int rows) {
        String before = takeBack();
        shown = List.copyOf(lines.subList(0, Math.min(lines.size(), Math.max(1, rows - 1))));
        return frame(before + (isEmpty() ? SHOW_CURSOR : draw()));
    }

    /**
     * @param text whole lines, which come above the picture
     */
    String above(String text) {
        return frame(takeBack() + text + draw());
    }

    private static String frame(String drawn) {
        return BEGIN_FRAME + drawn + END_FRAME;
    }

    private String takeBack() {
        return isEmpty() ? "" : BLANK_FROM_HERE;
    }

    private String draw() {
        if (isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(HIDE_CURSOR).append(NO_WRAP);
        shown.forEach(line -> text.append(line).append('\n'));
        return text.append("\r\033[").append(shown.size()).append('A').append(WRAP).toString();
    }
}
