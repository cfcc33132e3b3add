// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The string section, left as bytes. A split file's offsets go on where its base's section ends,
 * and its types may use the strings of both.
 *
 * <p>A name is at most {@link #MAX_LENGTH} bytes of printable ASCII, which is what the kernel
 * itself accepts and more; anything else is malformed, so no name can carry a control byte to a
 * terminal.
 */
final class BtfStrings {
    /** KSYM_NAME_LEN is 512; the rest is room for files that no kernel has checked. */
    static final int MAX_LENGTH = 4096;

    private final BtfBytes in;
    private final int start;
    private final BtfStrings base;

    /** The string offset of our first byte. */
    private final int first;

    private final int end;

    BtfStrings(BtfBytes in, BtfHeader header, BtfStrings base) {
        this.in = in;
        this.base = base;
        this.first = base == null ? 0 : base.end;
        this.start = header.stringsAt();
        int length = header.stringsEnd() - start;
        if (length > Integer.MAX_VALUE - first) {
            throw in.malformed(20, "string offsets go beyond 2^31 with those of the base");
        }
        this.end = first + length;
        if (length == 0 && base == null) {
            throw in.malformed(20, "string section is empty");
        }
        if (base == null && in.u8(start) != 0) {
            throw in.malformed(start, "string section does not begin with an empty string");
        }
        if (length > 0 && in.u8(header.stringsEnd() - 1) != 0) {
            throw in.malformed(header.stringsEnd() - 1, "string section does not end with a NUL");
        }
    }

    /** The bytes that {@code name} has in a string section; null if no name there can be it. */
    static byte[] encode(String name) {
        boolean printable = name.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return printable ? name.getBytes(StandardCharsets.ISO_8859_1) : null;
    }

    /** One more than the last valid string offset. */
    int end() {
        return end;
    }

    /** The string at {@code offset}, which stands at {@code usedAt} in {@code user}. */
    String text(int offset, BtfBytes user, int usedAt) {
        if (offset == 0) {
            return "";
        }
        if (offset < 0 || offset >= end) {
            throw user.malformed(
                    usedAt,
                    "name is at string offset %#x, the strings end at %#x".formatted(offset, end));
        }
        BtfStrings home = home(offset);
        return home.text(home.start + offset - home.first);
    }

    private String text(int at) {
        byte[] bytes = in.array;
        int i = at;
        for (; bytes[i] != 0; i++) {
            if (bytes[i] < 0x20 || bytes[i] == 0x7f) {
                throw in.malformed(i, "name has byte %#x".formatted(bytes[i] & 0xff));
            }
            if (i - at == MAX_LENGTH) {
                throw in.malformed(at, "name is longer than " + MAX_LENGTH + " bytes");
            }
        }
        return new String(bytes, at, i - at, StandardCharsets.ISO_8859_1);
    }

    /** Whether the string at a valid {@code offset} is {@code name}. */
    boolean is(int offset, byte[] name) {
        BtfStrings home = home(offset);
        int at = home.start + offset - home.first;
        byte[] bytes = home.in.array;
        // the first byte decides nearly always; a call for each type would cost ten times more
        return bytes[at] == name[0]
                && at + name.length < bytes.length
                && bytes[at + name.length] == 0
                && Arrays.equals(bytes, at, at + name.length, name, 0, name.length);
    }

    /** The byte {@code depth} places into the string at a valid {@code offset}, unsigned. */
    int byteAt(int offset, int depth) {
        return offset >= first
                ? in.array[start + offset - first + depth] & 0xff
                : base.byteAt(offset, depth);
    }

    private BtfStrings home(int offset) {
        BtfStrings home = this;
        while (offset < home.first) {
            home = home.base;
        }
        return home;
    }
}
