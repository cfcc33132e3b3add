// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.shell.Screen.PictureLine;

import java.util.List;

/**
 * The lines at the end of a terminal's text that are drawn again and again: where they are, and the
 * control sequences (ECMA-48) that take them back. The cursor stands below them.
 */
final class PictureArea {
    private List<PictureLine> shown = List.of();

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** What takes the lines back; on a narrower terminal than before they have more rows. */
    String takeBack(int columns) {
        int rows = 0;
        for (PictureLine line : shown) {
            rows += Math.max(1, (line.columns() + columns - 1) / columns);
        }
        return rows == 0 ? "" : "\r\033[" + rows + "A\033[J";
    }

    /** The lines from now on, as many as there are rows for. */
    void lines(List<PictureLine> lines, int rows) {
        shown = List.copyOf(lines.subList(0, Math.min(lines.size(), Math.max(1, rows - 1))));
    }

    String draw() {
        StringBuilder text = new StringBuilder();
        shown.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }
}
