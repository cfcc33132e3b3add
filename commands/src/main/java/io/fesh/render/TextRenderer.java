// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;
import io.fesh.event.Unwritten;
import io.fesh.kernel.KernelSymbols;

import java.util.List;

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
    private static final int COMM_COLUMNS = 7;
    private static final int THREAD_COLUMNS = 14;
    private static final String FIELD_INDENT = " ".repeat(14);
    private static final String FRAME_INDENT = " ".repeat(8);

    /** How a hit is written. */
    public enum Form {
        LINE,
        /** Its fields below it, one a line, with their types. */
        PRETTY
    }

    private final SymbolNames callers;
    private final SymbolNames addresses;
    private final EventClock clock;
    private final Form form;
    private final StyledBuffer line = new StyledBuffer();

    public TextRenderer(KernelSymbols symbols) {
        this(symbols, EventClock.sinceBoot());
    }

    public TextRenderer(KernelSymbols symbols, EventClock clock) {
        this(symbols, clock, Form.LINE);
    }

    public TextRenderer(KernelSymbols symbols, EventClock clock, Form form) {
        this.clock = clock;
        this.form = form;
        callers = new SymbolNames(symbols, false);
        addresses = new SymbolNames(symbols, true);
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
        writeValue(field, value);
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
        thread(event.comm(), event.pid());
        out.append('[');
        Numbers.appendPadded(out, event.cpu(), 3);
        out.append("] ");
        clock.append(out, event.ts());
        line.mark(Style.DIM);
        out.append("  ").append(callers.at(event.caller())).append("->");
        line.mark(Style.SYMBOL);
        out.append(event.schema().name());
        line.mark(Style.FUNCTION);
    }

    private void arguments(EventRecord event) {
        StringBuilder out = line.text;
        out.append('(');
        List<Field> fields = event.schema().fields();
        String separator = "";
        for (int i = 0; i < fields.size(); i++) {
            if (hasFrames(event.values().get(i))) {
                continue;
            }
            out.append(separator);
            separator = ", ";
            line.mark(Style.PLAIN);
            out.append(fields.get(i).name());
            line.mark(Style.FIELD);
            out.append('=');
            line.mark(Style.PLAIN);
            line.mark(writeValue(fields.get(i), event.values().get(i)));
            if (event.schema().isDuration(i)) {
                out.append("ns");
                line.mark(Style.NUMBER);
            }
        }
        out.append(')');
        line.mark(Style.PLAIN);
    }

    private void number(EventRecord event) {
        line.text.append("   #").append(event.number());
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
            line.mark(word ? Style.NUMBER : plain(fields.get(i), value));
            if (event.schema().isDuration(i)) {
                out.append("ns");
                line.mark(Style.NUMBER);
            }
            if (word) {
                out.append("  ");
                plain(fields.get(i), value);
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
            line.text.append('\n').append(FRAME_INDENT).append(addresses.at(frame));
            line.mark(Style.DIM);
        }
    }

    /** {@code comm-pid}, in columns as long as it fits; always ends with a blank. */
    private void thread(String comm, int pid) {
        StringBuilder out = line.text;
        for (int i = comm.length(); i < COMM_COLUMNS; i++) {
            out.append(' ');
        }
        Comm.append(out, comm);
        line.mark(Style.COMM);
        out.append('-').append(pid).append(' ');
        while (out.length() < THREAD_COLUMNS) {
            out.append(' ');
        }
    }

    private Style writeValue(Field field, FieldValue value) {
        return MeaningText.append(line.text, field, value) ? Style.NUMBER : plain(field, value);
    }

    private Style plain(Field field, FieldValue value) {
        StringBuilder out = line.text;
        if (value instanceof FieldValue.Num num) {
            number(field.base(), num);
            return Style.NUMBER;
        } else if (value instanceof FieldValue.Text text) {
            out.append('"');
            Quoting.append(out, text.bytes(), 0, text.bytes().length);
            out.append(text.cut() ? "\"..." : "\"").append(text.late() ? "(late)" : "");
            return Style.STRING;
        } else if (value instanceof FieldValue.Symbol symbol) {
            out.append(addresses.at(symbol.address()));
            return Style.SYMBOL;
        } else if (value instanceof FieldValue.Array array) {
            return array(field, array.elements());
        } else if (value instanceof FieldValue.Stack stack) {
            out.append("0x");
            Numbers.appendHex(out, stack.hash(), Long.BYTES, 1);
            return Style.NUMBER;
        }
        out.append("(fault)");
        return Style.FAULT;
    }

    private void number(Base base, FieldValue.Num num) {
        StringBuilder out = line.text;
        switch (base) {
            case HEX -> {
                out.append("0x");
                Numbers.appendHex(out, num.bits(), num.size(), 1);
            }
            case UNSIGNED -> Numbers.appendUnsigned(out, num.bits());
            case CHAR -> {
                out.append('\'');
                CharArrays.appendChar(out, (byte) num.bits());
                out.append('\'');
            }
            default -> out.append(num.bits());
        }
    }

    private Style array(Field field, List<FieldValue> elements) {
        StringBuilder out = line.text;
        if (field.base() == Base.CHAR) {
            byte[] text = CharArrays.text(elements);
            out.append('"');
            Quoting.append(out, text, 0, text.length);
            out.append('"');
            return Style.STRING;
        }
        out.append('{');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (field.base() == Base.HEX && elements.get(i) instanceof FieldValue.Num num) {
                Numbers.appendHex(out, num.bits(), num.size(), 2 * num.size());
            } else {
                plain(field, elements.get(i));
            }
        }
        out.append('}');
        return Style.NUMBER;
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
