// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

/**
 * Where the two sections lie, as offsets from the start of the file. The header:
 *
 * <pre>
 *   0  u16 magic 0xeb9f    2  u8 version 1    3  u8 flags
 *   4  u32 header length   8  u32 type_off   12  u32 type_len
 *  16  u32 str_off        20  u32 str_len    24  whatever later kernels add
 * </pre>
 *
 * type_off and str_off count from the end of the header, as long as it says it is.
 */
record BtfHeader(int typesAt, int typesEnd, int stringsAt, int stringsEnd) {
    private static final int KNOWN_LENGTH = 24;
    private static final int MAGIC = 0xeb9f;
    private static final int MAGIC_SWAPPED = 0x9feb;

    static BtfHeader read(BtfBytes in) {
        if (in.length() < KNOWN_LENGTH) {
            throw in.malformed(
                    0, "file has " + in.length() + " bytes, a BTF header has " + KNOWN_LENGTH);
        }
        int magic = in.u16(0);
        if (magic == MAGIC_SWAPPED) {
            throw in.malformed(0, "file is big-endian, only little-endian BTF is supported");
        }
        if (magic != MAGIC) {
            throw in.malformed(0, "magic is " + hex(magic) + ", not " + hex(MAGIC));
        }
        if (in.u8(2) != 1) {
            throw in.malformed(2, "version is " + in.u8(2) + ", only 1 is supported");
        }
        if (in.u8(3) != 0) {
            throw in.malformed(3, "flags are " + hex(in.u8(3)) + ", none is known");
        }
        long length = in.u32(4);
        if (length < KNOWN_LENGTH || length > in.length()) {
            throw in.malformed(
                    4,
                    "header length is %d, outside %d to %d"
                            .formatted(length, KNOWN_LENGTH, in.length()));
        }
        long types = section(in, "type", length, 8);
        long strings = section(in, "string", length, 16);
        if (types % 4 != 0) {
            throw in.malformed(8, "type section begins at " + hex(types) + ", not a multiple of 4");
        }
        return new BtfHeader(
                (int) types,
                (int) (types + in.u32(12)),
                (int) strings,
                (int) (strings + in.u32(20)));
    }

    private static long section(BtfBytes in, String name, long headerLength, int field) {
        long begin = headerLength + in.u32(field);
        long end = begin + in.u32(field + 4);
        if (end > in.length()) {
            throw in.malformed(
                    field,
                    "%s section is %s to %s, the file ends at %s"
                            .formatted(name, hex(begin), hex(end), hex(in.length())));
        }
        return begin;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
