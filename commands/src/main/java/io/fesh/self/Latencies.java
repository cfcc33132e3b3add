// SPDX-License-Identifier: Apache-2.0
package io.fesh.self;

/**
 * How often something took how long: counts by powers of two of a microsecond. Safe for use by
 * several threads.
 */
public final class Latencies {
    /** The last one takes everything from 2^30 us on. */
    private static final int BUCKETS = 32;

    private static final long MICROSECOND = 1_000;

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long worst;

    public synchronized void add(long nanos) {
        long time = Math.max(0, nanos);
        int bucket = 64 - Long.numberOfLeadingZeros(time / MICROSECOND);
        counts[Math.min(bucket, BUCKETS - 1)]++;
        count++;
        worst = Math.max(worst, time);
    }

    public synchronized long count() {
        return count;
    }

    /** In ns; 0 if there was none. */
    public synchronized long worst() {
        return worst;
    }

    /**
     * A time in ns that so many of 100 did not exceed: a bucket's upper end, or the worst if that
     * is less.
     */
    public synchronized long percentile(int percent) {
        long wanted = (count * percent + 99) / 100;
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(worst, below(bucket));
            }
        }
        return worst;
    }

    /** The time in ns that everything in a bucket is below. */
    public static long below(int bucket) {
        return MICROSECOND << bucket;
    }

    /** The count of each bucket up to the last that has one. */
    public synchronized long[] buckets() {
        int used = BUCKETS;
        while (used > 0 && counts[used - 1] == 0) {
            used--;
        }
        return java.util.Arrays.copyOf(counts, used);
    }
}
