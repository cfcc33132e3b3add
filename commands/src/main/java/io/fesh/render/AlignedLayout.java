// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.EventSchema;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Columns that fit what was written lately, so that events which follow each other line up, on rows
 * of a terminal. Each event begins in the first column; a line that is longer than a row goes on
 * further right. A cell that is too wide for its column is never cut, it moves what comes after it.
 *
 * <pre>
 * cat-95               [001]  2.833190  do_syscall_64->SyS_openat(dfd=-100, path="/etc/hostname", flags=0x0)   #1
 * systemd-journal-1205 [000] 12.000040  do_syscall_64->SyS_openat(dfd=7,    path="comm",          flags=0x0)   #2
 * </pre>
 */
final class AlignedLayout implements Layout {
    private static final int INDENT = 4;
    private static final int BEFORE_NUMBER = 3;

    private final IntSupplier terminal;
    private final RecentWidth threads = new RecentWidth(10);
    private final RecentWidth times = new RecentWidth(0);
    private final RecentWidth callers = new RecentWidth(0);
    private final Map<Integer, RecentWidth[]> events = new HashMap<>();

    private int columns;

    /** Of the row that is written: where it begins in the line, and where its next cell may. */
    private int row;

    private int next;
    private int indent;

    /** Whether a cell of the row is wider than its column. */
    private boolean moved;

    /**
     * @param terminal how many columns it has
     */
    AlignedLayout(IntSupplier terminal) {
        this.terminal = terminal;
    }

    @Override
    public void thread(StyledBuffer line, int commLength) {
        columns = Math.max(1, terminal.getAsInt());
        indent = Math.min(INDENT, columns / 5);
        row = 0;
        moved = false;
        int width = Columns.of(line.text);
        next = pad(width, threads.with(width, columns / 5)) + 1;
    }

    /** The width of a cell with what is left free behind it. */
    private int pad(int width, int column) {
        moved |= width > column;
        return Math.max(width, column);
    }

    @Override
    public void cpu(StyledBuffer line, int start) {
        place(line, start, 1);
    }

    @Override
    public void time(StyledBuffer line, int start) {
        int blanks = 0;
        while (line.text.charAt(start + blanks) == ' ') {
            blanks++;
        }
        int width = line.text.length() - start - blanks;
        line.blanks(start, -blanks);
        next += times.with(width, columns) - width;
        place(line, start, 1);
    }

    @Override
    public void call(StyledBuffer line, int start, int callerLength) {
        int caller = Columns.of(line.text, start, start + callerLength);
        next += 1 + pad(caller, callers.with(caller, columns / 6)) - caller;
        place(line, start, 0);
        if (next <= columns / 2) {
            indent = next;
        }
    }

    @Override
    public void field(StyledBuffer line, EventSchema schema, int index, int start) {
        int width = Columns.of(line.text, start, line.text.length());
        int column = widths(schema)[index].with(width, columns / 4);
        place(line, start, 1);
        next += pad(width, column) - width;
    }

    @Override
    public void number(StyledBuffer line, EventSchema schema, int start) {
        int end = Columns.of(line.text, row, start);
        int room = columns - Columns.of(line.text, start, line.text.length());
        next = end + BEFORE_NUMBER;
        if (row == 0 && !moved) {
            RecentWidth[] widths = widths(schema);
            next = Math.max(next, widths[widths.length - 1].with(next, room));
        }
        if (next > room) {
            next = end + 1;
        }
        place(line, start, 0);
    }

    /** Of the fields of an event, and at last how far its number stands to the right. */
    private RecentWidth[] widths(EventSchema schema) {
        RecentWidth[] widths = events.get(schema.id());
        if (widths == null || widths.length != schema.fields().size() + 1) {
            widths = new RecentWidth[schema.fields().size() + 1];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = new RecentWidth(0);
            }
            events.put(schema.id(), widths);
        }
        return widths;
    }

    /** Where the next cell may begin, or on a row of its own if it does not fit there. */
    private void place(StyledBuffer line, int start, int gap) {
        int at = Columns.of(line.text, row, start);
        int width = Columns.of(line.text, start, line.text.length());
        next = Math.max(next, at);
        if (next + width > columns && at > indent) {
            line.newRow(start, indent);
            row = start + 1;
            next = indent;
        } else {
            line.blanks(start, next - at);
        }
        next += width + gap;
    }

    @Override
    public int indent() {
        return Math.min(2 * INDENT, columns / 5);
    }
}
