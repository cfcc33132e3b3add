// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

import java.util.ArrayList;
import java.util.List;

/**
 * What is on the screen of the line that is being typed, and of what stands below it. JLine's
 * display can only be told to draw something else; this one can also be taken away when the
 * terminal has moved it to other places.
 *
 * <p>How many rows that is cannot be told while a terminal is resized: it has broken its lines anew
 * before it says so, tmux up to 250 ms before. So while hits stream or sizes change the line is
 * {@link #park parked}: the terminal's cursor, which every terminal keeps at its character, stays
 * before its first character, and one is drawn where it would be. Then what is taken away is what
 * is behind the cursor, however many rows that is.
 */
final class DrawnLine extends Display {
    private static final int COLORS_NEEDED = 8;

    private final boolean reflows;
    private boolean parked;

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
        terminal.writer().write(TerminalModes.BLANK_FROM_HERE);
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
            boolean ends = endsLine(line);
            length += line.columnLength();
            if (ends) {
                above += Math.max(1, (length + nowColumns - 1) / nowColumns);
                length = 0;
            }
        }
        return above + (length + cursorPos % columns1) / nowColumns;
    }

    boolean isParked() {
        return parked;
    }

    /** After {@link #erase}: what is drawn from now on is parked. */
    void park() {
        Integer colors = terminal.getNumericCapability(Capability.max_colors);
        // with less JLine draws no style, so there would be no cursor to be seen
        parked = colors != null && colors >= COLORS_NEEDED;
        if (parked) {
            terminal.writer().write(TerminalModes.HIDE_CURSOR);
        }
    }

    /** After {@link #erase}: what is drawn from now on has the terminal's cursor. */
    void unpark() {
        if (parked) {
            terminal.writer().write(TerminalModes.SHOW_CURSOR);
            parked = false;
        }
    }

    @Override
    public void update(List<AttributedString> lines, int targetCursorPos, boolean flush) {
        if (!parked) {
            super.update(lines, targetCursorPos, flush);
            return;
        }
        terminal.writer().write(TerminalModes.NO_WRAP);
        super.update(parked(lines, targetCursorPos), 0, false);
        terminal.writer().write(TerminalModes.WRAP);
        if (flush) {
            terminal.flush();
        }
    }

    /** Each line in a row of its own, and a cursor. */
    private List<AttributedString> parked(List<AttributedString> lines, int cursor) {
        List<AttributedString> rows = new ArrayList<>(lines.size() + 1);
        for (int i = 0; i < lines.size() || i <= cursor / columns1; i++) {
            AttributedString line = i < lines.size() ? lines.get(i) : AttributedString.EMPTY;
            AttributedStringBuilder row = new AttributedStringBuilder(line.length() + 2);
            AttributedString text = endsLine(line) ? line.subSequence(0, line.length() - 1) : line;
            row.append(i == cursor / columns1 ? withCursor(text, cursor % columns1) : text);
            boolean more = i + 1 < lines.size() || i < cursor / columns1;
            rows.add((more ? row.append('\n') : row).toAttributedString());
        }
        return rows;
    }

    private AttributedString withCursor(AttributedString line, int column) {
        int at = Math.min(column, columns - 1);
        AttributedStringBuilder row = new AttributedStringBuilder(line.length() + 1);
        row.append(line.columnSubSequence(0, at));
        AttributedString under = line.columnSubSequence(at, at + 1);
        int next = row.length() + under.length();
        if (under.length() == 0) {
            row.styled(AttributedStyle.INVERSE, " ");
        } else {
            row.styled(under.styleAt(0).inverse(), under.toString());
            row.append(line.subSequence(next, line.length()));
        }
        return row.toAttributedString();
    }

    private static boolean endsLine(AttributedString line) {
        return line.length() > 0 && line.charAt(line.length() - 1) == '\n';
    }
}
