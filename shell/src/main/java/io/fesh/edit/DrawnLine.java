// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

import java.util.List;

/**
 * What is on the screen of the line that is being typed, and of what stands below it. JLine's
 * display can only be told to draw something else; this one can also be taken away when the
 * terminal has moved it to other places.
 */
final class DrawnLine extends Display {
    private final boolean reflows;

    /**
     * @param reflows whether the terminal breaks its lines anew when its width changes
     */
    DrawnLine(Terminal terminal, Size size, boolean reflows) {
        super(terminal, false);
        this.reflows = reflows;
        resize(size.getRows(), size.getColumns());
    }

    /** Blanks all of it, at once and not row by row; the cursor is where its first row began. */
    void erase() {
        erase(columns);
    }

    /**
     * As {@link #erase()}, when the terminal has got another width since.
     *
     * @param columns the terminal's now
     */
    void erase(int columns) {
        for (int row = rowOfCursor(columns); row > 0; row--) {
            terminal.puts(Capability.cursor_up);
        }
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eos);
        oldLines = List.of();
        cursorPos = 0;
    }

    private int rowOfCursor(int nowColumns) {
        int row = cursorPos / columns1;
        if (!reflows || nowColumns == columns || nowColumns <= 0) {
            return row;
        }
        int above = 0;
        int length = 0;
        for (AttributedString line : oldLines.subList(0, Math.min(row, oldLines.size()))) {
            boolean ends = line.length() > 0 && line.charAt(line.length() - 1) == '\n';
            length += line.columnLength();
            if (ends) {
                above += Math.max(1, (length + nowColumns - 1) / nowColumns);
                length = 0;
            }
        }
        return above + (length + cursorPos % columns1) / nowColumns;
    }
}
