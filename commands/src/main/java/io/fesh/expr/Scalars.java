// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Shown.Leaf;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Enumerator;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.Style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers, pointers, enums and texts as a person reads them. */
final class Scalars {
    /** Names of what is a set of bits rather than a number. */
    private static final Pattern BITS = Pattern.compile(".*(?:flags|mask|features|caps)\\w{0,2}");

    /** Addresses of the kernel's own image and its modules begin here. */
    private static final long IMAGE = 0xffff_ffff_8000_0000L;

    private static final long KERNEL = 0xffff_8000_0000_0000L;

    private final KernelSymbols symbols;
    private final Reads reads;
    private final Format format;

    Scalars(KernelSymbols symbols, Reads reads, Format format) {
        this.symbols = symbols;
        this.reads = reads;
        this.format = format;
    }

    /**
     * @param name of the member or variable; empty if it has none
     * @param width in bits
     */
    Leaf leaf(CType type, long bits, int width, String name) throws TargetException {
        if (format.letter() != Format.NATURAL && format.letter() != 's') {
            return formatted(type, bits, width);
        }
        return switch (type.kind()) {
            case BOOLEAN -> number(type, bits, bits == 0 ? "false" : "true");
            case ENUM -> enumerated(type, bits);
            case CHARACTER -> character(type, bits);
            case POINTER -> pointer(type, bits);
            default -> integer(type, bits, width, name);
        };
    }

    private static Leaf number(CType type, long bits, String text) {
        return new Leaf(type.spelling(), false, text, Style.NUMBER, text, bits == 0);
    }

    private Leaf integer(CType type, long bits, int width, String name) {
        String plain = type.signed() ? Long.toString(bits) : Long.toUnsignedString(bits);
        boolean address = !type.signed() && width == Long.SIZE && isKernel(bits);
        String text = plain;
        // a mask or "none", which nobody reads in decimal
        boolean ones = !type.signed() && width >= 32 && bits == Integers.extend(-1, width, false);
        if (address || ones || BITS.matcher(name.toLowerCase(Locale.ROOT)).matches() && bits != 0) {
            text = hex(bits, width) + (address ? symbol(bits) : "");
        }
        return new Leaf(type.spelling(), false, text, Style.NUMBER, plain, bits == 0);
    }

    private static boolean isKernel(long bits) {
        return bits >= KERNEL && bits < -4095;
    }

    private static String hex(long bits, int width) {
        return "0x" + Long.toHexString(Integers.extend(bits, width, false));
    }

    /** {@code <init_task+0x10>}, where there is such a name. */
    String symbol(long address) {
        String name = address < IMAGE || address >= 0 ? "" : symbols.at(address, true);
        return name.isEmpty() || name.startsWith("0x") ? "" : " <" + Quoting.visible(name) + ">";
    }

    private Leaf character(CType type, long bits) {
        String text = Long.toString(bits) + ' ' + quotedCharacter((byte) bits);
        return new Leaf(type.spelling(), false, text, Style.NUMBER, Long.toString(bits), bits == 0);
    }

    private static String quotedCharacter(byte b) {
        String quoted = Quoting.quote(new byte[] {b});
        String inner = quoted.substring(1, quoted.length() - 1);
        return "'" + (b == '\'' ? "\\'" : b == '"' ? "\"" : inner) + "'";
    }

    /** A constant's name; names joined by {@code |} where each is a bit of its own. */
    private static Leaf enumerated(CType type, long bits) {
        String text = Long.toString(bits);
        Optional<String> exact =
                type.enumerators().stream()
                        .filter(each -> each.value() == bits)
                        .map(Enumerator::name)
                        .findFirst();
        if (exact.isPresent()) {
            text = exact.get();
        } else {
            List<String> set = new ArrayList<>();
            long left = bits;
            for (Enumerator each : type.enumerators()) {
                if (Long.bitCount(each.value()) == 1 && (left & each.value()) != 0) {
                    set.add(each.name());
                    left &= ~each.value();
                }
            }
            if (left == 0 && !set.isEmpty()) {
                text = String.join(" | ", set);
            }
        }
        String visible = Quoting.visible(text);
        return new Leaf(
                type.spelling(), false, visible, Style.SYMBOL, Json.string(text), bits == 0);
    }

    private Leaf pointer(CType type, long bits) throws TargetException {
        CType target = type.target().orElse(BasicType.VOID);
        String text = "0x" + Long.toHexString(bits);
        String json = Json.string(text);
        Style style = Style.NUMBER;
        if (target.isText() && isKernel(bits) && !type.user()) {
            Text string = text(bits);
            text += ' ' + string.shown();
            json = string.json();
            style = Style.STRING;
        } else {
            text += symbol(bits);
        }
        return new Leaf(type.spelling(), true, text, style, json, bits == 0);
    }

    /** A string of the kernel's, quoted. */
    private record Text(String shown, String json) {}

    private Text text(long address) throws TargetException {
        Reads.Text text = reads.text(address, format.elements());
        if (text.fault().isPresent() && text.bytes().length == 0) {
            String fault = text.fault().get().text();
            return new Text("<" + fault + ">", Json.string(fault));
        }
        String more = text.fault().isPresent() ? "<fault>" : text.cut() ? "..." : "";
        return new Text(Quoting.quote(text.bytes()) + more, Json.string(text.bytes()));
    }

    /** Bytes of an array of characters, up to the first NUL. */
    Leaf characters(CType type, byte[] bytes, boolean cut) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        boolean goesOn = cut && length == bytes.length;
        boolean zero = true;
        for (byte b : bytes) {
            zero &= b == 0;
        }
        byte[] text = Arrays.copyOf(bytes, length);
        return new Leaf(
                type.spelling(),
                false,
                Quoting.quote(text) + (goesOn ? "..." : ""),
                Style.STRING,
                Json.string(text),
                zero);
    }

    /**
     * A list_head, of which there are so many.
     *
     * @param empty it points to itself
     */
    Leaf list(String type, boolean empty, long next, long previous) {
        if (empty) {
            return new Leaf(type, false, "{empty}", Style.DIM, "[]", false);
        }
        String text = "{next: %s, prev: %s}".formatted(address(next), address(previous));
        String json = "{\"next\":%s,\"prev\":%s}".formatted(json(next), json(previous));
        return new Leaf(type, false, text, Style.NUMBER, json, (next | previous) == 0);
    }

    private String address(long address) {
        return "0x" + Long.toHexString(address) + symbol(address);
    }

    private static String json(long address) {
        return Json.string("0x" + Long.toHexString(address));
    }

    Leaf fault(String type, Value.Fault fault) {
        return new Leaf(
                type,
                false,
                "<" + Quoting.visible(fault.text()) + ">",
                Style.FAULT,
                "{\"fault\":"
                        + Json.string("0x" + Long.toHexString(fault.address()))
                        + ",\"why\":"
                        + Json.string(Addresses.why(fault.address()))
                        + "}",
                false);
    }

    private Leaf formatted(CType type, long bits, int width) {
        long unsigned = Integers.extend(bits, width, false);
        long signed = Integers.extend(bits, width, true);
        String text =
                switch (format.letter()) {
                    case 'x' -> hex(bits, width);
                    case 'z' -> "0x" + padded(Long.toHexString(unsigned), (width + 3) / 4);
                    case 'd' -> Long.toString(signed);
                    case 'u' -> Long.toUnsignedString(unsigned);
                    case 'o' -> (unsigned == 0 ? "" : "0") + Long.toOctalString(unsigned);
                    case 't' -> Long.toBinaryString(unsigned);
                    case 'c' -> (byte) bits + " " + quotedCharacter((byte) bits);
                    default -> "0x" + Long.toHexString(unsigned) + symbol(unsigned);
                };
        String json = format.letter() == 'd' || format.letter() == 'u' ? text : Json.string(text);
        boolean cast = type.kind() == Kind.POINTER;
        return new Leaf(type.spelling(), cast, text, Style.NUMBER, json, bits == 0);
    }

    private static String padded(String digits, int width) {
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
