// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Shown.Group;
import io.fesh.expr.Shown.Leaf;
import io.fesh.expr.Shown.Part;
import io.fesh.expr.Shown.Row;
import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Element;
import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Place;
import io.fesh.expr.Value.Sequence;
import io.fesh.expr.Value.Text;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.TargetException;
import io.fesh.render.Json;
import io.fesh.render.Style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what a value is made of, each struct in one read, and formats it. */
final class Display {
    private final Kernel kernel;
    private final Format format;
    private final Reads reads;
    private final Scalars scalars;

    Display(Kernel kernel, Format format) {
        this.kernel = kernel;
        this.format = format;
        this.reads = new Reads(kernel.memory());
        this.scalars = new Scalars(kernel.symbols(), reads, format);
    }

    /**
     * Bytes as they were in memory.
     *
     * @param bytes from the address on, up to the first that could not be read
     * @param address of the first of them
     */
    private record Snapshot(long address, byte[] bytes) {
        boolean has(long from, long length) {
            return from >= 0 && from + length <= bytes.length;
        }

        Fault fault() {
            return new Fault(address + bytes.length, "");
        }
    }

    /**
     * @param name what is shown, where a name tells how; else empty
     */
    Shown of(Value value, String name) throws TargetException {
        if (value instanceof Place place) {
            return place(place, name);
        } else if (value instanceof Computed number) {
            return scalars.leaf(number.type(), number.bits(), width(number.type()), name);
        } else if (value instanceof Text text) {
            return scalars.characters(text.type(), text.bytes(), text.cut());
        } else if (value instanceof Fault fault) {
            return scalars.fault("", fault);
        } else if (value instanceof Sequence sequence) {
            return sequence(sequence, name);
        }
        throw new IllegalArgumentException("a hit is shown as an event");
    }

    private static int width(CType type) {
        return (int) Math.min(Long.SIZE, type.size() * 8);
    }

    private Shown place(Place place, String name) throws TargetException {
        CType type = place.type();
        if (type.kind() == Kind.FUNCTION || type.kind() == Kind.VOID) {
            return scalars.leaf(DerivedType.pointerTo(type), place.address(), Long.SIZE, name);
        } else if (isText(type) && type.length() == 0) {
            Reads.Text text = reads.text(place.address(), format.elements());
            return text.bytes().length == 0 && text.fault().isPresent()
                    ? scalars.fault(type.spelling(), text.fault().get())
                    : scalars.characters(type, text.bytes(), text.cut());
        }
        long size = place.bits() != 0 ? (place.bit() + place.bits() + 7) / 8 : shownSize(type);
        if (size > Memory.MOST) {
            return new Leaf(
                    type.spelling(),
                    false,
                    "<" + size + " bytes: too many for one read>",
                    Style.FAULT,
                    "null",
                    false);
        }
        Snapshot read =
                new Snapshot(place.address(), kernel.memory().read(place.address(), (int) size));
        if (size > 0 && read.bytes().length == 0) {
            return scalars.fault(type.spelling(), read.fault());
        }
        return within(type, read, place.bit(), place.bits(), name, 0);
    }

    /** Of an array only the elements that are shown, and a byte to tell whether text goes on. */
    private long shownSize(CType type) {
        if (type.kind() != Kind.ARRAY) {
            return type.size();
        }
        long element = type.target().map(CType::size).orElse(0L);
        return Math.min(type.size(), element * format.elements());
    }

    /** What lies {@code bit} bits into a snapshot. */
    private Shown within(CType type, Snapshot read, long bit, int bits, String name, int depth)
            throws TargetException {
        long from = bit >> 3;
        if (type.kind().isComposite()) {
            return struct(type, read, bit, depth);
        } else if (type.kind() == Kind.ARRAY) {
            return array(type, read, bit, name, depth);
        } else if (type.size() == 0) {
            return new Leaf(type.spelling(), false, "{}", Style.PLAIN, "null", true);
        }
        int width = bits != 0 ? bits : (int) type.size() * 8;
        if (!read.has(from, ((bit & 7) + width + 7) / 8)) {
            return scalars.fault(type.spelling(), read.fault());
        } else if (type.size() > Reads.POINTER || type.kind() == Kind.FLOATING) {
            byte[] bytes = Arrays.copyOfRange(read.bytes(), (int) from, (int) from + width / 8);
            return bytes(type, bytes);
        }
        boolean signed = type.signed() && type.kind() != Kind.BOOLEAN;
        long value = Integers.decode(read.bytes(), (int) from, (int) (bit & 7), width, signed);
        return scalars.leaf(type, value, width, name);
    }

    /** A number that is too large for a long, or no integer: as it lies in memory. */
    private static Leaf bytes(CType type, byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        boolean zero = true;
        for (int i = bytes.length - 1; i >= 0; i--) {
            hex.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16));
            hex.append(Character.forDigit(bytes[i] & 0xf, 16));
            zero &= bytes[i] == 0;
        }
        String text = "0x" + hex;
        return new Leaf(type.spelling(), false, text, Style.NUMBER, Json.string(text), zero);
    }

    private Shown struct(CType type, Snapshot read, long bit, int depth) throws TargetException {
        String spelling = type.spelling();
        if (spelling.equals("struct list_head") && read.has(bit >> 3, 2L * Reads.POINTER)) {
            long next = pointer(read, bit >> 3);
            boolean empty = next == read.address() + (bit >> 3);
            return scalars.list(spelling, empty, next, pointer(read, (bit >> 3) + Reads.POINTER));
        } else if (depth >= format.depth()) {
            boolean zero = isZero(read, bit >> 3, type.size());
            return new Leaf(spelling, false, "{...}", Style.DIM, "null", zero);
        }
        List<Part> parts = new ArrayList<>();
        boolean zero = true;
        for (Member member : type.members()) {
            Shown shown =
                    within(
                            member.type(),
                            read,
                            bit + member.bitOffset(),
                            member.bitSize(),
                            member.name(),
                            depth + 1);
            parts.add(new Part(member.name(), shown));
            zero &= shown.zero();
        }
        return new Group(spelling, false, parts, 0, zero);
    }

    private static boolean isZero(Snapshot read, long from, long length) {
        if (!read.has(from, length)) {
            return false;
        }
        for (long at = from; at < from + length; at++) {
            if (read.bytes()[(int) at] != 0) {
                return false;
            }
        }
        return true;
    }

    private static long pointer(Snapshot read, long from) {
        return Integers.decode(read.bytes(), (int) from, 0, Long.SIZE, false);
    }

    private boolean isText(CType type) {
        return type.kind() == Kind.ARRAY
                && type.target()
                        .filter(
                                each ->
                                        each.kind() == Kind.CHARACTER
                                                || format.letter() == 's' && each.size() == 1)
                        .isPresent()
                && (format.letter() == Format.NATURAL || format.letter() == 's');
    }

    private Shown array(CType type, Snapshot read, long bit, String name, int depth)
            throws TargetException {
        CType element = type.target().orElse(BasicType.VOID);
        long from = bit >> 3;
        long size = element.size();
        long count = Math.min(type.length(), format.elements());
        if (isText(type)) {
            int end = (int) Math.min(read.bytes().length, from + count);
            byte[] bytes =
                    from >= end ? new byte[0] : Arrays.copyOfRange(read.bytes(), (int) from, end);
            return bytes.length == 0 && count > 0
                    ? scalars.fault(type.spelling(), read.fault())
                    : scalars.characters(type, bytes, count < type.length());
        }
        List<Part> parts = new ArrayList<>();
        List<Leaf> items = new ArrayList<>();
        boolean zero = true;
        for (long i = 0; i < count && size > 0; i++) {
            Shown shown = within(element, read, bit + i * size * 8, 0, name, depth + 1);
            zero &= shown.zero();
            parts.add(new Part("[" + i + "]", shown));
            if (shown instanceof Leaf leaf) {
                items.add(leaf);
            }
        }
        long more = type.length() - count;
        return items.size() == parts.size() && !element.kind().isComposite()
                ? new Row(type.spelling(), items, more, zero)
                : new Group(type.spelling(), true, parts, more, zero);
    }

    private Group sequence(Sequence sequence, String name) throws TargetException {
        List<Part> parts = new ArrayList<>();
        for (Element element : sequence.elements()) {
            if (parts.size() == format.elements()) {
                break;
            }
            parts.add(new Part("[" + element.index() + "]", of(element.value(), name)));
        }
        return new Group("", true, parts, sequence.elements().size() - parts.size(), false);
    }
}
