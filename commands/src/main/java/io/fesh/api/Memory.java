// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of the kernel as they were when they were read: {@code kernel.read(a, 64).u32(8)}. Numbers
 * are little-endian and unsigned, offsets in bytes; one outside of what could be read is a
 * FeshException.
 */
public final class Memory {
    private static final int ROW = 16;

    private final long address;
    private final ByteBuffer bytes;
    private final int wanted;

    Memory(long address, byte[] bytes, int wanted) {
        this.address = address;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.wanted = wanted;
    }

    /** Where the first byte stands. */
    public long address() {
        return address;
    }

    /** How many bytes could be read. */
    public int size() {
        return bytes.limit();
    }

    /** The byte at {@code offset}. */
    public int u8(int offset) {
        return bytes.get(checked(offset, 1)) & 0xff;
    }

    /** The two bytes at {@code offset}. */
    public int u16(int offset) {
        return bytes.getShort(checked(offset, 2)) & 0xffff;
    }

    /** The four bytes at {@code offset}. */
    public long u32(int offset) {
        return bytes.getInt(checked(offset, 4)) & 0xffff_ffffL;
    }

    /** The eight bytes at {@code offset}, also of a pointer: {@code kernel.read(m.u64(0), 8)}. */
    public long u64(int offset) {
        return bytes.getLong(checked(offset, 8));
    }

    /** The characters from {@code offset} to a NUL or the end. */
    public String text(int offset) {
        int end = checked(offset, 1);
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        return new String(bytes.array(), offset, end - offset, StandardCharsets.UTF_8);
    }

    /** All of it. */
    public byte[] bytes() {
        return bytes.array().clone();
    }

    private int checked(int offset, int size) {
        if (offset < 0 || offset > bytes.limit() - size) {
            String what =
                    offset >= 0 && offset <= wanted - size
                            ? "cannot be read"
                            : "is outside of the " + wanted + " bytes that were asked for";
            throw new FeshException("0x" + Long.toHexString(address + offset) + " " + what, "");
        }
        return offset;
    }

    /** The bytes in hexadecimal, 16 a line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < bytes.limit(); row += ROW) {
            out.append(out.isEmpty() ? "" : "\n");
            out.append("0x").append(Long.toHexString(address + row)).append(": ");
            int end = Math.min(row + ROW, bytes.limit());
            for (int at = row; at < row + ROW; at++) {
                out.append(at < end ? String.format(" %02x", u8(at)) : "   ");
            }
            out.append("  ");
            for (int at = row; at < end; at++) {
                out.append(u8(at) >= ' ' && u8(at) <= '~' ? (char) u8(at) : '.');
            }
        }
        if (bytes.limit() < wanted) {
            out.append(out.isEmpty() ? "" : "\n");
            out.append("0x").append(Long.toHexString(address + bytes.limit()));
            out.append(" cannot be read");
        }
        return out.toString();
    }
}
