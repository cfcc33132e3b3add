// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.FieldValue;

import java.util.List;

/** IP addresses as RFC 5952 has them, and those of sockets with their port. */
final class InternetText {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int GROUPS = 8;

    /** Offset of sun_path. */
    private static final int UNIX_PATH = 2;

    private InternetText() {}

    /**
     * @param bits four bytes as they lie in memory, the first the lowest
     */
    static void v4(StringBuilder out, long bits) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.append(shift == 0 ? "" : ".").append(bits >>> shift & 0xff);
        }
    }

    /** The longest run of zero groups is left out; the first, if there are several. */
    static void v6(StringBuilder out, List<FieldValue> bytes, int from) {
        int gap = -1;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(bytes, from, end) == 0) {
                end++;
            }
            if (end - start > length) {
                gap = start;
                length = end - start;
            }
        }
        if (gap == 0 && length == 5 && group(bytes, from, 5) == 0xffff) {
            out.append("::ffff:");
            v4(out, word(bytes, from + 12));
            return;
        }
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                out.append("::");
                i += length - 1;
                continue;
            }
            out.append(i == 0 || gap >= 0 && i == gap + length ? "" : ":");
            Numbers.appendHex(out, group(bytes, from, i), Short.BYTES, 1);
        }
    }

    private static long group(List<FieldValue> bytes, int from, int index) {
        return at(bytes, from + 2 * index) << Byte.SIZE | at(bytes, from + 2 * index + 1);
    }

    private static long word(List<FieldValue> bytes, int at) {
        long word = 0;
        for (int i = 3; i >= 0; i--) {
            word = word << Byte.SIZE | at(bytes, at + i);
        }
        return word;
    }

    private static long at(List<FieldValue> bytes, int index) {
        return MeaningText.bits(bytes, index) & 0xff;
    }

    /** A struct sockaddr; false if its family is none of those that can be told in a line. */
    static boolean socket(StringBuilder out, List<FieldValue> bytes) {
        int family = (int) (at(bytes, 0) | at(bytes, 1) << Byte.SIZE);
        long port = at(bytes, 2) << Byte.SIZE | at(bytes, 3);
        if (family == AF_INET) {
            v4(out, word(bytes, 4));
            out.append(':').append(port);
        } else if (family == AF_INET6 && bytes.size() >= 24) {
            out.append('[');
            v6(out, bytes, 8);
            out.append("]:").append(port);
        } else if (family == AF_UNIX) {
            unix(out, bytes);
        } else {
            return false;
        }
        return true;
    }

    /** As ss(8) has them: an abstract name begins with an at-sign. */
    private static void unix(StringBuilder out, List<FieldValue> bytes) {
        byte[] path = new byte[bytes.size() - UNIX_PATH];
        boolean isAbstract = at(bytes, UNIX_PATH) == 0;
        int length = isAbstract ? 1 : 0;
        while (length < path.length && at(bytes, UNIX_PATH + length) != 0) {
            path[length] = (byte) at(bytes, UNIX_PATH + length);
            length++;
        }
        out.append("unix:\"").append(isAbstract && length > 1 ? "@" : "");
        int from = isAbstract ? 1 : 0;
        Quoting.append(out, path, from, length - from);
        // the address may go on behind what was fetched
        out.append(length == path.length ? "\"..." : "\"");
    }
}
