// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

/**
 * Sorts names that lie in one byte array, by unsigned bytes: three-way radix quicksort (Bentley and
 * Sedgewick 1997), which looks at a shared prefix once per name and not once per comparison; the
 * names of a kernel share long ones.
 */
final class NameSort {
    private static final int SMALL = 12;

    private final byte[] text;
    private final int[] start;
    private final int[] end;
    private final int[] order;

    private NameSort(byte[] text, int[] start, int[] end, int[] order) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.order = order;
    }

    /**
     * The indexes of the names {@code text[start[i]..end[i])} in their order; equal ones stable.
     */
    static int[] order(byte[] text, int[] start, int[] end, int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        new NameSort(text, start, end, order).sort(0, count, 0);
        return order;
    }

    private void sort(int from, int to, int depth) {
        int low = from;
        int high = to;
        int at = depth;
        while (high - low > SMALL) {
            int pivot =
                    median(letter(low, at), letter((low + high) >>> 1, at), letter(high - 1, at));
            int less = low;
            int more = high;
            int i = low;
            while (i < more) {
                int letter = letter(i, at);
                if (letter < pivot) {
                    swap(less++, i++);
                } else if (letter > pivot) {
                    swap(i, --more);
                } else {
                    i++;
                }
            }
            sort(low, less, at);
            sort(more, high, at);
            low = less;
            high = more;
            if (pivot < 0) {
                // equal to their last byte: the order of the file, so that the first copy is first
                java.util.Arrays.sort(order, low, high);
                return;
            }
            at++;
        }
        insertionSort(low, high, at);
    }

    private void insertionSort(int from, int to, int depth) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            int j = i;
            while (j > from && compare(order[j - 1], moved, depth) > 0) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = moved;
        }
    }

    private int compare(int a, int b, int depth) {
        int difference =
                java.util.Arrays.compareUnsigned(
                        text, start[a] + depth, end[a], text, start[b] + depth, end[b]);
        return difference != 0 ? difference : Integer.compare(a, b);
    }

    /** The byte at {@code depth} of a name; -1 after its end. */
    private int letter(int position, int depth) {
        int name = order[position];
        int at = start[name] + depth;
        return at < end[name] ? text[at] & 0xff : -1;
    }

    private static int median(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}
