// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * UTF-8 in traced bytes, by the table of well-formed sequences of the Unicode standard (3-7): no
 * overlong forms, no surrogates, nothing above U+10FFFF. {@code CharsetDecoder} would allocate on
 * the way of every event.
 */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the character at {@code at} of which the first is not ASCII; 0 if it is not one. */
    static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (at + size > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return size;
    }

    /** The character of {@code size} bytes as {@link #length} found it. */
    static int codePoint(byte[] bytes, int at, int size) {
        int codePoint = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            codePoint = codePoint << 6 | bytes[at + i] & 0x3f;
        }
        return codePoint;
    }
}
