// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How often each number was seen. Exact as long as there are not too many different ones; then all
 * are rounded down to fewer significant bits, so that it stays bounded whatever comes. Numbers are
 * kept by their order: of unsigned ones the highest bit is turned over.
 */
public final class Distribution {
    static final int MOST_VALUES = 1 << 14;
    private static final int SLOTS = 2 * MOST_VALUES;
    private static final int EXACT = Long.SIZE;

    private final boolean unsigned;
    private long[] values = new long[SLOTS];
    private long[] counts = new long[SLOTS];
    private int distinct;
    private int significant = EXACT;
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long sumLow;
    private long sumHigh;

    public Distribution(boolean unsigned) {
        this.unsigned = unsigned;
    }

    public void add(long value) {
        count++;
        min = Math.min(min, ordered(value));
        max = Math.max(max, ordered(value));
        long low = sumLow + value;
        boolean carry = Long.compareUnsigned(low, sumLow) < 0;
        sumHigh += (value < 0 && !unsigned ? -1 : 0) + (carry ? 1 : 0);
        sumLow = low;
        put(rounded(value), 1);
    }

    private void put(long value, long times) {
        int slot = (int) (value * 0x9e3779b97f4a7c15L >>> 40) & SLOTS - 1;
        while (counts[slot] != 0 && values[slot] != value) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (counts[slot] == 0) {
            values[slot] = value;
            distinct++;
        }
        counts[slot] += times;
        if (distinct > MOST_VALUES) {
            coarsen();
        }
    }

    /** Gives up one bit after the other until there is room again. */
    private void coarsen() {
        long[] oldValues = values;
        long[] oldCounts = counts;
        significant = significant == EXACT ? 16 : significant - 1;
        values = new long[SLOTS];
        counts = new long[SLOTS];
        distinct = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (oldCounts[i] != 0) {
                put(rounded(oldValues[i]), oldCounts[i]);
            }
        }
    }

    /** Towards zero. */
    private long rounded(long value) {
        if (significant == EXACT) {
            return value;
        }
        long magnitude = value < 0 && !unsigned ? -value : value;
        int cut = EXACT - Long.numberOfLeadingZeros(magnitude) - significant;
        if (cut <= 0) {
            return value;
        }
        long kept = magnitude >>> cut << cut;
        return value < 0 && !unsigned ? -kept : kept;
    }

    private long ordered(long value) {
        return unsigned ? value ^ Long.MIN_VALUE : value;
    }

    public boolean isUnsigned() {
        return unsigned;
    }

    public long count() {
        return count;
    }

    /** Different numbers, as far as they are told apart. */
    public int distinct() {
        return distinct;
    }

    /** Bits to which percentiles and buckets are exact; 64 if they are wholly. */
    public int significantBits() {
        return significant;
    }

    public long min() {
        return ordered(min);
    }

    public long max() {
        return ordered(max);
    }

    public BigInteger sum() {
        BigInteger low = new BigInteger(Long.toUnsignedString(sumLow));
        return BigInteger.valueOf(sumHigh).shiftLeft(Long.SIZE).add(low);
    }

    /** The numbers and how often each was seen, in their order. */
    record Sorted(long[] values, long[] counts) {

        /**
         * The smallest number that at least so many of all are not above.
         *
         * @param perMille 500 for the median
         */
        long percentile(int perMille) {
            long all = Arrays.stream(counts).sum();
            long rank = Math.max(1, (all * perMille + 999) / 1000);
            int at = -1;
            for (long below = 0; below < rank; ) {
                below += counts[++at];
            }
            return values[at];
        }
    }

    Sorted sorted() {
        long[] order = new long[distinct];
        int found = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (counts[i] != 0) {
                order[found++] = ordered(values[i]);
            }
        }
        Arrays.sort(order);
        long[] times = new long[distinct];
        for (int i = 0; i < distinct; i++) {
            order[i] = ordered(order[i]);
            times[i] = times(order[i]);
        }
        return new Sorted(order, times);
    }

    private long times(long value) {
        int slot = (int) (value * 0x9e3779b97f4a7c15L >>> 40) & SLOTS - 1;
        while (values[slot] != value || counts[slot] == 0) {
            slot = slot + 1 & SLOTS - 1;
        }
        return counts[slot];
    }
}
