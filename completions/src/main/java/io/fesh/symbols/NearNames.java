// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.names.NameTable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names that differ from a wrong one by few letters inserted, left out, replaced or swapped
 * (Damerau's distance, in the variant that edits no letter twice). Only a band around the diagonal
 * is computed, as wide as the distance that is still near.
 */
final class NearNames {
    private static final int FARTHEST = 3;

    private record Found(int name, int distance) {}

    private final byte[] wanted;
    private final int bound;
    private int[] before;
    private int[] last;
    private int[] row;

    private NearNames(byte[] wanted) {
        this.wanted = wanted;
        // a third of the letters, so that short names are not near to everything
        bound = Math.min(FARTHEST, Math.max(1, wanted.length / 3));
        before = new int[wanted.length + 1];
        last = new int[wanted.length + 1];
        row = new int[wanted.length + 1];
    }

    /** At most {@code most} names of the table, nearest first, then in order. */
    static List<String> find(NameTable table, byte[] wanted, int most) {
        return new NearNames(wanted).find(table, most);
    }

    private List<String> find(NameTable table, int most) {
        List<Found> found = new ArrayList<>();
        for (int name = 0; name < table.size(); name++) {
            if (Math.abs(table.length(name) - wanted.length) > bound) {
                continue;
            }
            int distance = distance(table, name);
            if (distance <= bound) {
                found.add(new Found(name, distance));
            }
        }
        // a stable sort: names of one distance stay in their order
        found.sort(Comparator.comparingInt(Found::distance));
        return found.stream().limit(most).map(f -> table.name(f.name())).toList();
    }

    /** The distance to a name of the table, or {@code bound + 1} for anything above the bound. */
    private int distance(NameTable table, int name) {
        int length = table.length(name);
        int far = bound + 1;
        for (int j = 0; j <= wanted.length; j++) {
            last[j] = Math.min(j, far);
        }
        for (int i = 1; i <= length; i++) {
            int from = Math.max(1, i - bound);
            int to = Math.min(wanted.length, i + bound);
            row[from - 1] = from == 1 ? Math.min(i, far) : far;
            byte letter = table.byteAt(name, i - 1);
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int value = last[j - 1] + (letter == wanted[j - 1] ? 0 : 1);
                // outside of the band, the row before holds what an older row left there
                if (j < i + bound) {
                    value = Math.min(value, last[j] + 1);
                }
                value = Math.min(value, row[j - 1] + 1);
                if (i > 1
                        && j > 1
                        && letter == wanted[j - 2]
                        && table.byteAt(name, i - 2) == wanted[j - 1]) {
                    value = Math.min(value, before[j - 2] + 1);
                }
                row[j] = Math.min(value, far);
                least = Math.min(least, row[j]);
            }
            if (least > bound) {
                return far;
            }
            int[] oldest = before;
            before = last;
            last = row;
            row = oldest;
        }
        return last[wanted.length];
    }
}
