// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Place;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Json;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** Memory without types, line by line: what cannot be read says so where it is. */
public final class MemoryDump {
    /** Bytes of one dump. */
    public static final int MOST = 1 << 16;

    private static final int PAGE = 4096;
    private static final int LINE = 16;
    private static final int LONGEST_TEXT = 1024;

    /**
     * @param unit bytes of one: 1, 2, 4 or 8
     */
    public record Layout(int count, int unit, char format) {
        /** The letters of 1, 2, 4 and 8 bytes. */
        public static final String SIZES = "bhwg";

        public static final String FORMATS = "xduotcas";
        public static final Layout DEFAULT = new Layout(1, 8, 'x');

        public Layout withCount(int other) {
            return new Layout(other, unit, format);
        }

        public Layout withUnit(int other) {
            return new Layout(count, other, format);
        }

        /** Characters are bytes, and addresses are as long as they are. */
        public Layout withFormat(char other) {
            return new Layout(count, other == 'c' ? 1 : other == 'a' ? 8 : unit, other);
        }

        int perLine() {
            return format == 'a' ? 1 : format == 'c' ? 8 : LINE / unit;
        }
    }

    /**
     * @param objects a JSON object for each line
     */
    public record Dumped(List<StyledText> lines, List<String> objects) {
        public Dumped {
            lines = List.copyOf(lines);
            objects = List.copyOf(objects);
        }
    }

    private final KernelSymbols symbols;
    private final Memory memory;
    private final Layout layout;
    private final Scalars scalars;
    private final List<StyledText> lines = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();

    public MemoryDump(KernelSymbols symbols, Memory memory, Layout layout) {
        this.symbols = symbols;
        this.memory = memory;
        this.layout = layout;
        this.scalars =
                new Scalars(symbols, new Reads(memory), Format.DEFAULT.withLetter(letter(layout)));
    }

    private static char letter(Layout layout) {
        return layout.format() == 'x' ? 'z' : layout.format();
    }

    /** From the address that a value is, points to or lies at. */
    public Dumped at(String line, Span span, Value value) throws LineError, TargetException {
        long address = address(line, span, value);
        if (layout.format() == 's') {
            texts(address);
        } else {
            units(address);
        }
        return new Dumped(lines, objects);
    }

    private long address(String line, Span span, Value value) throws LineError, TargetException {
        if (value instanceof Computed number) {
            return number.bits();
        } else if (value instanceof Place place) {
            Kind kind = place.type().kind();
            if (!kind.isIntegral() && kind != Kind.POINTER) {
                return place.address();
            }
            try {
                return new Reads(memory).number(place, "");
            } catch (MemoryFault e) {
                throw new LineError(line, span, e.fault().text(), "");
            }
        } else if (value instanceof Value.Fault fault) {
            throw new LineError(line, span, fault.text(), "");
        }
        throw new LineError(
                line,
                span,
                line.substring(span.start(), span.end()) + " is no address",
                "try: x/8gx &init_task");
    }

    /** The bytes of a range; {@code there} tells which of them could be read. */
    private record Bytes(byte[] bytes, boolean[] there) {}

    /** A page that cannot be read does not hide the one after it. */
    private Bytes bytes(long address, int length) throws TargetException {
        Bytes all = new Bytes(new byte[length], new boolean[length]);
        int at = 0;
        while (at < length) {
            byte[] read = memory.read(address + at, length - at);
            System.arraycopy(read, 0, all.bytes(), at, read.length);
            Arrays.fill(all.there(), at, at + read.length, true);
            at += read.length;
            if (at < length) {
                at += (int) (PAGE - (address + at & PAGE - 1));
            }
        }
        return all;
    }

    private void units(long address) throws TargetException {
        int unit = layout.unit();
        Bytes all = bytes(address, layout.count() * unit);
        int perLine = layout.perLine();
        for (int first = 0; first < layout.count(); first += perLine) {
            long at = address + (long) first * unit;
            StyledText.Builder text = head(at);
            StringJoiner values = new StringJoiner(",", "[", "]");
            for (int i = first; i < Math.min(layout.count(), first + perLine); i++) {
                text.add("  ");
                if (all.there()[i * unit] && all.there()[(i + 1) * unit - 1]) {
                    Shown.Leaf leaf = unit(all.bytes(), i * unit);
                    text.add(leaf.style(), leaf.text());
                    values.add(leaf.json());
                } else {
                    text.add(Style.FAULT, "<" + Addresses.why(at) + ">");
                    values.add("null");
                }
            }
            lines.add(text.build());
            objects.add(object(at, "\"values\":" + values));
        }
    }

    private Shown.Leaf unit(byte[] bytes, int from) throws TargetException {
        int width = layout.unit() * 8;
        long value = Integers.decode(bytes, from, 0, width, false);
        CType type = width == Long.SIZE ? BasicType.UNSIGNED_LONG : BasicType.UNSIGNED_INT;
        return scalars.leaf(type, value, width, "");
    }

    private void texts(long address) throws TargetException {
        Reads reads = new Reads(memory);
        long at = address;
        for (int i = 0; i < layout.count(); i++) {
            Reads.Text read = reads.text(at, LONGEST_TEXT);
            StyledText.Builder text = head(at).add("  ");
            if (read.bytes().length == 0 && read.fault().isPresent()) {
                lines.add(text.add(Style.FAULT, "<" + Addresses.why(at) + ">").build());
                objects.add(object(at, "\"values\":[null]"));
                return;
            }
            Shown.Leaf leaf = scalars.characters(BasicType.CHAR, read.bytes(), read.cut());
            lines.add(text.add(leaf.style(), leaf.text()).build());
            objects.add(object(at, "\"values\":[" + leaf.json() + "]"));
            at += read.bytes().length + (read.cut() ? 0 : 1);
        }
    }

    private StyledText.Builder head(long at) {
        String symbol = scalars.symbol(at);
        return StyledText.builder()
                .add(Style.DIM, "0x" + Long.toHexString(at))
                .add(Style.SYMBOL, symbol)
                .add(Style.DIM, ":");
    }

    private String object(long at, String values) {
        String name = symbols.at(at, true);
        String symbol = name.startsWith("0x") ? "" : "\"symbol\":" + Json.string(name) + ",";
        return "{\"address\":"
                + Json.string("0x" + Long.toHexString(at))
                + ","
                + symbol
                + values
                + "}";
    }
}
