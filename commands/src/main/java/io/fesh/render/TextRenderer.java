// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;
import io.fesh.event.Unwritten;
import io.fesh.kernel.KernelSymbols;

import java.util.List;
import java.util.function.IntSupplier;

/**
 * Events, gaps and blown fuses as lines for people:
 *
 * <pre>
 *     cat-95    [001]     2.833190  do_syscall_64->SyS_openat(dfd=-100, path="/etc/hostname", flags=0x8000, mode=0x0)   #1
 * -- 1,024 events lost on CPU 1 in 0.8 ms: ring full --
 * -- vfs_read switched off: more than 1,000,000 hits a second on CPU 1 --
 * </pre>
 *
 * <p>A string that was read only when its function returned is marked {@code (late)}. The frames of
 * a stack follow the event, one a line.
 *
 * <p>The columns are those of ftrace: thread, CPU, seconds since boot or another clock's time,
 * caller and function. Keeps its buffer and the symbols it has seen: one for each thread.
 */
public final class TextRenderer {
    private static final String FIELD_INDENT = " ".repeat(14);

    /** How a hit is written. */
    public enum Form {
        LINE,
        /** Its fields below it, one a line, with their types. */
        PRETTY
    }

    private final SymbolNames callers;
    private final ValueText values;
    private final EventClock clock;
    private final Form form;
    private final Layout layout;
    private final StyledBuffer line = new StyledBuffer();

    public TextRenderer(KernelSymbols symbols) {
        this(symbols, EventClock.sinceBoot());
    }

    public TextRenderer(KernelSymbols symbols, EventClock clock) {
        this(symbols, clock, Form.LINE);
    }

    public TextRenderer(KernelSymbols symbols, EventClock clock, Form form) {
        this(symbols, clock, form, Layout.FTRACE);
    }

    private TextRenderer(KernelSymbols symbols, EventClock clock, Form form, Layout layout) {
        this.clock = clock;
        this.form = form;
        this.layout = layout;
        callers = new SymbolNames(symbols, false);
        values = new ValueText(symbols);
    }

    /**
     * One whose columns follow what it writes, for rows of a terminal.
     *
     * @param columns of the terminal, asked for each event
     */
    public static TextRenderer aligned(
            KernelSymbols symbols, EventClock clock, Form form, IntSupplier columns) {
        return new TextRenderer(symbols, clock, form, new AlignedLayout(columns));
    }

    /** Appends the line without styles and without a line break. */
    public void append(StringBuilder out, StreamItem item) {
        write(item);
        out.append(line.text);
    }

    public StyledText styled(StreamItem item) {
        write(item);
        return line.toStyledText();
    }

    /** A single value, as it stands behind the name of its field. */
    public String value(Field field, FieldValue value) {
        line.clear();
        values.append(line.text, field, value);
        return line.text.toString();
    }

    private void write(StreamItem item) {
        line.clear();
        if (item instanceof EventRecord event && form == Form.PRETTY) {
            head(event);
            number(event);
            fields(event);
            stacks(event);
        } else if (item instanceof EventRecord event) {
            event(event);
        } else if (item instanceof FuseBlown fuse) {
            fuse(fuse);
        } else if (item instanceof Unwritten unwritten) {
            unwritten(unwritten);
        } else {
            gap((Gap) item);
        }
    }

    private void event(EventRecord event) {
        head(event);
        arguments(event);
        number(event);
        stacks(event);
    }

    /** Who, where and when. */
    private void head(EventRecord event) {
        StringBuilder out = line.text;
        Comm.append(out, event.comm());
        line.mark(Style.COMM);
        out.append('-').append(event.pid());
        layout.thread(line, event.comm().length());
        int start = out.length();
        out.append('[');
        Numbers.appendPadded(out, event.cpu(), 3);
        out.append(']');
        layout.cpu(line, start);
        start = out.length();
        clock.append(out, event.ts());
        layout.time(line, start);
        line.mark(Style.DIM);
        start = out.length();
        String caller = callers.at(event.caller());
        out.append(caller).append("->");
        line.mark(Style.SYMBOL);
        out.append(event.schema().name());
        line.mark(Style.FUNCTION);
        if (form == Form.LINE) {
            out.append('(');
            line.mark(Style.PLAIN);
        }
        layout.call(line, start, caller.length());
    }

    private void arguments(EventRecord event) {
        StringBuilder out = line.text;
        List<Field> fields = event.schema().fields();
        int last = fields.size() - 1;
        while (last >= 0 && hasFrames(event.values().get(last))) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            if (hasFrames(event.values().get(i))) {
                continue;
            }
            int start = out.length();
            out.append(fields.get(i).name());
            line.mark(Style.FIELD);
            out.append('=');
            line.mark(Style.PLAIN);
            line.mark(values.append(out, fields.get(i), event.values().get(i)));
            if (event.schema().isDuration(i)) {
                out.append("ns");
                line.mark(Style.NUMBER);
            }
            out.append(i == last ? ')' : ',');
            line.mark(Style.PLAIN);
            layout.field(line, event.schema(), i, start);
        }
        if (last < 0) {
            out.append(')');
            line.mark(Style.PLAIN);
        }
    }

    private void number(EventRecord event) {
        int start = line.text.length();
        line.text.append('#').append(event.number());
        layout.number(line, event.schema(), start);
        line.mark(Style.DIM);
    }

    private void stacks(EventRecord event) {
        for (FieldValue value : event.values()) {
            if (value instanceof FieldValue.Stack stack) {
                frames(stack);
            }
        }
    }

    /** A field a line: name, type, value, and the number where that is shown as a word. */
    private void fields(EventRecord event) {
        StringBuilder out = line.text;
        List<Field> fields = event.schema().fields();
        int names = 0;
        int types = 0;
        for (Field field : fields) {
            names = Math.max(names, field.name().length());
            types = Math.max(types, type(field).length());
        }
        for (int i = 0; i < fields.size(); i++) {
            FieldValue value = event.values().get(i);
            if (hasFrames(value)) {
                continue;
            }
            out.append('\n').append(FIELD_INDENT).append(fields.get(i).name());
            line.mark(Style.FIELD);
            out.append(" ".repeat(names + 2 - fields.get(i).name().length()));
            out.append(type(fields.get(i)));
            line.mark(Style.DIM);
            out.append(" ".repeat(types + 2 - type(fields.get(i)).length()));
            boolean word = MeaningText.append(out, fields.get(i), value);
            line.mark(word ? Style.NUMBER : values.plain(out, fields.get(i), value));
            if (event.schema().isDuration(i)) {
                out.append("ns");
                line.mark(Style.NUMBER);
            }
            if (word) {
                out.append("  ");
                values.plain(out, fields.get(i), value);
                line.mark(Style.DIM);
            }
        }
    }

    /** The kernel's where it is known, else the one that the line gave. */
    private static String type(Field field) {
        String known = field.source().cType();
        return known.isEmpty() ? field.type() : known;
    }

    private static boolean hasFrames(FieldValue value) {
        return value instanceof FieldValue.Stack stack && !stack.frames().isEmpty();
    }

    /** One line each, from the function outwards. */
    private void frames(FieldValue.Stack stack) {
        for (long frame : stack.frames()) {
            line.text.append('\n').append(" ".repeat(layout.indent()));
            line.text.append(values.symbol(frame));
            line.mark(Style.DIM);
        }
    }

    private void fuse(FuseBlown fuse) {
        StringBuilder out = line.text;
        out.append("-- ").append(fuse.event()).append(" switched off: more than ");
        Numbers.appendGrouped(out, fuse.limit());
        out.append(fuse.limit() == 1 ? " hit" : " hits").append(" a second on CPU ");
        out.append(fuse.cpu()).append(" --");
        line.mark(Style.LOSS);
    }

    private void unwritten(Unwritten unwritten) {
        StringBuilder out = line.text;
        out.append("-- ");
        Numbers.appendGrouped(out, unwritten.hits());
        out.append(unwritten.hits() == 1 ? " event is" : " events are");
        out.append(" not in this file: the disk was slower --");
        line.mark(Style.LOSS);
    }

    private void gap(Gap gap) {
        StringBuilder out = line.text;
        out.append("-- ");
        Numbers.appendGrouped(out, gap.lost());
        out.append(gap.lost() == 1 ? " event" : " events")
                .append(" lost on CPU ")
                .append(gap.cpu())
                .append(" in ");
        Numbers.appendDuration(out, gap.ts() - gap.since());
        out.append(": ");
        Losses.append(out, gap.lostFull(), gap.lostNest(), gap.lostBig(), gap.lostSlot());
        out.append(" --");
        line.mark(Style.LOSS);
    }
}
