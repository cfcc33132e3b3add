// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.Arrays;

/**
 * Where each type of a file begins. One pass over the section finds that out and proves that every
 * type lies within it and has a name within the strings; what types refer to is checked by those
 * who read it. A type:
 *
 * <pre>
 *   0  u32 name_off
 *   4  u32 info: vlen 0-15, kind 24-28, kind_flag 31
 *   8  u32 size or type
 *  12  by kind: BtfKind.fixedBytes, then vlen times BtfKind.elementBytes
 * </pre>
 */
final class TypeTable {
    static final int COMMON_BYTES = 12;
    private static final int KNOWN_INFO_BITS = 0x9f00ffff;

    // flat copies: in the scan an enum's fields would be a load each
    private static final int[] FIXED = new int[32];
    private static final int[] ELEMENT = new int[32];

    static {
        for (BtfKind kind : BtfKind.values()) {
            FIXED[kind.ordinal()] = COMMON_BYTES + kind.fixedBytes;
            ELEMENT[kind.ordinal()] = kind.elementBytes;
        }
    }

    private TypeTable() {}

    /**
     * @param firstId the id of the first type, for messages
     * @param stringsEnd names must begin before it
     */
    static int[] scan(BtfBytes in, BtfHeader header, int firstId, int stringsEnd) {
        int end = header.typesEnd();
        int kinds = BtfKind.count();
        // a type of a kernel has 27 bytes on average
        int[] found = new int[(end - header.typesAt()) / 24 + 8];
        int count = 0;
        int at = header.typesAt();
        while (at < end) {
            if (end - at < COMMON_BYTES) {
                throw cut(in, at, firstId + count, end - at, COMMON_BYTES);
            }
            int name = in.s32(at);
            int info = in.s32(at + 4);
            int kind = info >>> 24 & 0x1f;
            if (kind == 0 || kind >= kinds) {
                throw in.malformed(
                        at + 4, "type [%d] has unknown kind %d".formatted(firstId + count, kind));
            }
            if ((info & ~KNOWN_INFO_BITS) != 0) {
                throw in.malformed(
                        at + 4,
                        "type [%d] has info %#x with unknown bits"
                                .formatted(firstId + count, info));
            }
            if (name < 0 || name >= stringsEnd && name != 0) {
                throw in.malformed(
                        at,
                        "type [%d] has its name at string offset %#x, the strings end at %#x"
                                .formatted(firstId + count, name, stringsEnd));
            }
            int size = FIXED[kind] + ELEMENT[kind] * (info & 0xffff);
            if (size > end - at) {
                throw cut(in, at, firstId + count, end - at, size);
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count + count / 2);
            }
            found[count++] = at;
            at += size;
        }
        return Arrays.copyOf(found, count);
    }

    private static BtfException cut(BtfBytes in, int at, int id, int left, int needed) {
        return in.malformed(
                at,
                "type [%d] needs %d bytes, the type section has %d left"
                        .formatted(id, needed, left));
    }
}
