// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The named types of one file, sorted by the bytes of their names and then by id, so that both a
 * name and a prefix are a range. Two ints a type, no string.
 *
 * <p>Sorted by three-way radix quicksort (Bentley and Sedgewick), which looks at each byte that
 * tells names apart about once. Bytes beyond {@link BtfStrings#MAX_LENGTH} are not looked at, which
 * bounds the work on hostile files.
 */
public final class NameIndex {
    /** Ranges up to this length are sorted by insertion. */
    private static final int SHORT = 12;

    // how far rank() goes: to the key, past the names equal to it, past those that begin with it
    private static final int AT = 0;
    private static final int EXACT = 1;
    private static final int PREFIXED = 2;

    private final BtfStrings strings;

    // parallel: the type of rank r, and where its name is
    private final int[] ids;
    private final int[] names;

    /**
     * @param nameOffsets of the types firstId, firstId + 1, ...; 0 if anonymous
     */
    NameIndex(BtfStrings strings, int firstId, int[] nameOffsets) {
        this.strings = strings;
        int count = 0;
        for (int offset : nameOffsets) {
            if (offset != 0) {
                count++;
            }
        }
        ids = new int[count];
        names = new int[count];
        int next = 0;
        for (int i = 0; i < nameOffsets.length; i++) {
            if (nameOffsets[i] != 0) {
                ids[next] = firstId + i;
                names[next++] = nameOffsets[i];
            }
        }
        sort(0, count, 0);
    }

    /** How many types have a name. */
    public int size() {
        return ids.length;
    }

    /** The type at a place in the order of names. */
    public int id(int rank) {
        return ids[rank];
    }

    /** In the order of their names. */
    public IntStream startingWith(String prefix) {
        byte[] bytes = BtfStrings.encode(prefix);
        if (bytes == null) {
            return IntStream.empty();
        }
        return IntStream.range(rank(bytes, AT), rank(bytes, PREFIXED)).map(rank -> ids[rank]);
    }

    IntStream named(byte[] name) {
        return IntStream.range(rank(name, AT), rank(name, EXACT)).map(rank -> ids[rank]);
    }

    /** The first rank whose name is past {@code key}, with those equal or prefixed if asked. */
    private int rank(byte[] key, int past) {
        int low = 0;
        int high = ids.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(names[middle], key, past)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(int name, byte[] key, int past) {
        for (int i = 0; i < key.length; i++) {
            int there = strings.byteAt(name, i);
            if (there != key[i]) {
                return there < key[i];
            }
        }
        return past == PREFIXED || past == EXACT && strings.byteAt(name, key.length) == 0;
    }

    /** Sorts the ranks from {@code from} to below {@code to}, equal in their first bytes. */
    private void sort(int from, int to, int depth) {
        while (to - from > SHORT) {
            int pivot = median(from, to, depth);
            int less = from;
            int more = to;
            for (int i = from; i < more; ) {
                int order = strings.byteAt(names[i], depth) - pivot;
                if (order < 0) {
                    swap(less++, i++);
                } else if (order > 0) {
                    swap(i, --more);
                } else {
                    i++;
                }
            }
            boolean same = pivot == 0 || depth == BtfStrings.MAX_LENGTH;
            if (same) {
                // equal names at different offsets, perhaps: any offset serves for all
                Arrays.sort(ids, less, more);
            }
            // the longest of the three goes on in the loop, so that calls nest log2(n) deep at most
            int longest = Math.max(Math.max(less - from, to - more), same ? 0 : more - less);
            if (!same && more - less == longest) {
                sort(from, less, depth);
                sort(more, to, depth);
                from = less;
                to = more;
                depth++;
                continue;
            }
            if (!same) {
                sort(less, more, depth + 1);
            }
            if (less - from == longest) {
                sort(more, to, depth);
                to = less;
            } else {
                sort(from, less, depth);
                from = more;
            }
        }
        insertionSort(from, to, depth);
    }

    private int median(int from, int to, int depth) {
        int a = strings.byteAt(names[from], depth);
        int b = strings.byteAt(names[(from + to) >>> 1], depth);
        int c = strings.byteAt(names[to - 1], depth);
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void insertionSort(int from, int to, int depth) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && isAfter(j - 1, j, depth); j--) {
                swap(j - 1, j);
            }
        }
    }

    private boolean isAfter(int a, int b, int depth) {
        if (names[a] != names[b]) {
            for (int i = depth; i <= BtfStrings.MAX_LENGTH; i++) {
                int one = strings.byteAt(names[a], i);
                int other = strings.byteAt(names[b], i);
                if (one != other) {
                    return one > other;
                }
                if (one == 0) {
                    break;
                }
            }
        }
        return ids[a] > ids[b];
    }

    private void swap(int a, int b) {
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
        int name = names[a];
        names[a] = names[b];
        names[b] = name;
    }
}
