// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Different names, sorted by unsigned bytes, one after the other in one array with a line break
 * after each: a prefix is a range found by binary search, anything else a scan from front to back
 * over a summary of each.
 */
public final class NameTable {
    private static final byte SEPARATOR = '\n';

    private final byte[] names;
    private final int[] offset;
    private final int[] members;
    private final int[] firstMember;

    /** See {@link NamePattern#mask}. */
    private final long[] masks;

    private NameTable(byte[] names, int[] offset, int[] members, int[] firstMember) {
        this.names = names;
        this.offset = offset;
        this.members = members;
        this.firstMember = firstMember;
        this.masks = new long[offset.length - 1];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = NamePattern.mask(names, offset[i], offset[i + 1] - 1);
        }
    }

    /** Of names {@code text[start[i]..end[i])}; the same name may come several times. */
    public static NameTable of(byte[] text, int[] start, int[] end, int count) {
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

    /** Of names that come several times, perhaps; a member is a place in the list. */
    public static NameTable of(List<String> names) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int[] start = new int[names.size()];
        int[] end = new int[names.size()];
        for (int i = 0; i < start.length; i++) {
            start[i] = text.size();
            text.writeBytes(names.get(i).getBytes(StandardCharsets.UTF_8));
            end[i] = text.size();
        }
        return of(text.toByteArray(), start, end, start.length);
    }

    private static boolean same(byte[] text, int[] start, int[] end, int a, int b) {
        return Arrays.equals(text, start[a], end[a], text, start[b], end[b]);
    }

    public int size() {
        return offset.length - 1;
    }

    public String name(int i) {
        return new String(names, offset[i], length(i), StandardCharsets.UTF_8);
    }

    public int length(int i) {
        return offset[i + 1] - offset[i] - 1;
    }

    public byte byteAt(int i, int at) {
        return names[offset[i] + at];
    }

    public boolean endsWith(int i, byte[] suffix) {
        int end = offset[i + 1] - 1;
        return length(i) >= suffix.length
                && Arrays.equals(names, end - suffix.length, end, suffix, 0, suffix.length);
    }

    /** How often the name was given. */
    public int copies(int i) {
        return firstMember[i + 1] - firstMember[i];
    }

    /**
     * Which of the given names the {@code k}th copy is: its index in what {@link #of} was given.
     */
    public int member(int i, int k) {
        return members[firstMember[i] + k];
    }

    /** The index of a name; negative if it is not there. */
    public int find(byte[] name) {
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

    /** The names that begin with {@code prefix}, in order. */
    public int[] startingWith(byte[] prefix) {
        return IntStream.range(lowerBound(prefix), prefixEnd(prefix)).toArray();
    }

    /** Tells which names of {@code other} are in this table, too. */
    public void eachIn(NameTable other, IntConsumer found) {
        int mine = 0;
        for (int name = 0; name < other.size() && mine < size(); name++) {
            int difference = compare(mine, other, name);
            while (difference < 0 && ++mine < size()) {
                difference = compare(mine, other, name);
            }
            if (difference == 0) {
                found.accept(name);
            }
        }
    }

    private int compare(int i, NameTable other, int name) {
        return Arrays.compareUnsigned(
                names,
                offset[i],
                offset[i + 1] - 1,
                other.names,
                other.offset[name],
                other.offset[name + 1] - 1);
    }

    private int compare(int i, byte[] name) {
        return Arrays.compareUnsigned(names, offset[i], offset[i + 1] - 1, name, 0, name.length);
    }

    private boolean startsWith(int i, byte[] prefix) {
        return length(i) >= prefix.length
                && Arrays.equals(
                        names, offset[i], offset[i] + prefix.length, prefix, 0, prefix.length);
    }

    long mask(int i) {
        return masks[i];
    }

    boolean hasWords(int i, NamePattern pattern) {
        return pattern.hasWords(names, offset[i], offset[i + 1] - 1);
    }

    int words(int i, NamePattern pattern) {
        return pattern.words(names, offset[i], offset[i + 1] - 1);
    }

    int nearly(int i, NamePattern pattern) {
        return pattern.nearly(names, offset[i], offset[i + 1] - 1);
    }

    /** Bytes of heap, about. */
    public long bytes() {
        return names.length
                + 4L * (offset.length + members.length + firstMember.length)
                + 8L * masks.length;
    }
}
