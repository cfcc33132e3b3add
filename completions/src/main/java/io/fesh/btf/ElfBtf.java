// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The section {@code .BTF} of an ELF file for a little-endian machine of 64 bits: elf(5). */
public final class ElfBtf {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F', 2, 1};
    private static final byte[] NAME = ".BTF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;

    private final ByteBuffer elf;
    private final String path;

    private ElfBtf(byte[] bytes, String path) {
        this.elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.path = path;
    }

    /**
     * What is in the section; {@code bytes} themselves if they are no ELF file.
     *
     * @param path for messages
     * @throws BtfException it is an ELF file without types, or damaged
     */
    public static byte[] in(byte[] bytes, String path) {
        boolean elf =
                bytes.length >= MAGIC.length
                        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return elf ? new ElfBtf(bytes, path).section() : bytes;
    }

    private byte[] section() {
        if (elf.limit() < HEADER) {
            throw new BtfException(path, 0, "ELF header is cut off");
        }
        long headers = elf.getLong(0x28);
        int size = elf.getShort(0x3a) & 0xffff;
        int count = elf.getShort(0x3c) & 0xffff;
        int names = elf.getShort(0x3e) & 0xffff;
        if (size != SECTION_HEADER || names >= count) {
            throw new BtfException(path, 0x3a, "ELF file has no sections");
        }
        int table = within(headers, (long) count * size, 0x28);
        int strings = content(table + names * size);
        long stringsSize = elf.getLong(table + names * size + 0x20);
        for (int i = 0; i < count; i++) {
            int header = table + i * size;
            long name = Integer.toUnsignedLong(elf.getInt(header));
            if (name + NAME.length <= stringsSize && isBtf(strings + (int) name)) {
                int start = content(header);
                return Arrays.copyOfRange(
                        elf.array(), start, start + (int) elf.getLong(header + 0x20));
            }
        }
        throw new BtfException(path, 0x28, "ELF file has no section .BTF");
    }

    private boolean isBtf(int at) {
        return Arrays.equals(elf.array(), at, at + NAME.length, NAME, 0, NAME.length);
    }

    /** Where the content of a section begins. */
    private int content(int header) {
        return within(elf.getLong(header + 0x18), elf.getLong(header + 0x20), header);
    }

    private int within(long start, long size, int at) {
        if (start < 0 || size < 0 || size > elf.limit() || start > elf.limit() - size) {
            throw new BtfException(path, at, "ELF section lies outside the file");
        }
        return (int) start;
    }
}
