// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Different names, sorted by unsigned bytes, one after the other in one array with a line break
 * after each: a prefix is a range found by binary search, a substring a scan from front to back.
 */
final class NameTable {
    private static final byte SEPARATOR = '\n';

    /** Told of every name in which a pattern occurs. */
    interface Visitor {
        /**
         * @param at where in the name it begins
         */
        void visit(int name, int at);
    }

    private final byte[] names;
    private final int[] offset;
    private final int[] members;
    private final int[] firstMember;

    private NameTable(byte[] names, int[] offset, int[] members, int[] firstMember) {
        this.names = names;
        this.offset = offset;
        this.members = members;
        this.firstMember = firstMember;
    }

    /** Of names {@code text[start[i]..end[i])}; the same name may come several times. */
    static NameTable of(byte[] text, int[] start, int[] end, int count) {
        int[] order = NameSort.order(text, start, end, count);
        int[] firstMember = new int[count + 1];
        int different = 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int name = order[i];
            if (i == 0 || !same(text, start, end, order[i - 1], name)) {
                firstMember[different++] = i;
                bytes += end[name] - start[name] + 1;
            }
        }
        firstMember[different] = count;
        byte[] names = new byte[Math.toIntExact(bytes)];
        int[] offset = new int[different + 1];
        int at = 0;
        for (int i = 0; i < different; i++) {
            int name = order[firstMember[i]];
            int length = end[name] - start[name];
            offset[i] = at;
            System.arraycopy(text, start[name], names, at, length);
            names[at + length] = SEPARATOR;
            at += length + 1;
        }
        offset[different] = at;
        return new NameTable(names, offset, order, Arrays.copyOf(firstMember, different + 1));
    }

    private static boolean same(byte[] text, int[] start, int[] end, int a, int b) {
        return Arrays.equals(text, start[a], end[a], text, start[b], end[b]);
    }

    int size() {
        return offset.length - 1;
    }

    String name(int i) {
        return new String(names, offset[i], length(i), StandardCharsets.UTF_8);
    }

    int length(int i) {
        return offset[i + 1] - offset[i] - 1;
    }

    byte byteAt(int i, int at) {
        return names[offset[i] + at];
    }

    /** How often the name was given. */
    int copies(int i) {
        return firstMember[i + 1] - firstMember[i];
    }

    /**
     * Which of the given names the {@code k}th copy is: its index in what {@link #of} was given.
     */
    int member(int i, int k) {
        return members[firstMember[i] + k];
    }

    /** The index of a name; negative if it is not there. */
    int find(byte[] name) {
        int i = lowerBound(name);
        return i < size()
                        && Arrays.equals(names, offset[i], offset[i + 1] - 1, name, 0, name.length)
                ? i
                : -1;
    }

    /** The first name that is not before {@code name}. */
    int lowerBound(byte[] name) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, name) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first name after those that begin with {@code prefix}. */
    int prefixEnd(byte[] prefix) {
        int low = lowerBound(prefix);
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (startsWith(middle, prefix)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int i, byte[] name) {
        return Arrays.compareUnsigned(names, offset[i], offset[i + 1] - 1, name, 0, name.length);
    }

    private boolean startsWith(int i, byte[] prefix) {
        return length(i) >= prefix.length
                && Arrays.equals(
                        names, offset[i], offset[i] + prefix.length, prefix, 0, prefix.length);
    }

    /**
     * Visits every name that contains {@code pattern} once, in order, at its first place. Skips by
     * Horspool's rule: the byte under the pattern's last place tells how far it can move.
     */
    void scan(byte[] pattern, Visitor visitor) {
        int last = pattern.length - 1;
        if (last < 0) {
            throw new IllegalArgumentException("empty pattern");
        }
        int[] skip = new int[256];
        Arrays.fill(skip, pattern.length);
        for (int i = 0; i < last; i++) {
            skip[pattern[i] & 0xff] = last - i;
        }
        int name = 0;
        int at = last;
        while (at < names.length) {
            int letter = names[at] & 0xff;
            if (letter == (pattern[last] & 0xff) && endsAt(pattern, at)) {
                name = nameAt(at, name);
                visitor.visit(name, at - last - offset[name]);
                at = offset[name + 1] + last;
            } else {
                at += skip[letter];
            }
        }
    }

    private boolean endsAt(byte[] pattern, int at) {
        int base = at - pattern.length + 1;
        for (int i = pattern.length - 2; i >= 0; i--) {
            if (names[base + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The name that holds the byte {@code at}, at or after {@code from}: doubling, then halving.
     */
    private int nameAt(int at, int from) {
        int step = 1;
        int low = from;
        while (low + step < size() && offset[low + step] <= at) {
            low += step;
            step <<= 1;
        }
        int high = Math.min(size(), low + step);
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (offset[middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
