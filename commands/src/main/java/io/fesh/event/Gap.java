// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * Hits that were lost on one CPU, at the place in the stream where they are missing.
 *
 * @param ts when records could be written again
 * @param since when the first of them was lost
 */
public record Gap(
        long ts, int cpu, long since, long lostFull, long lostNest, long lostBig, long lostSlot)
        implements Notice {

    /** Without calls that found no slot. */
    public Gap(long ts, int cpu, long since, long lostFull, long lostNest, long lostBig) {
        this(ts, cpu, since, lostFull, lostNest, lostBig, 0);
    }

    public long lost() {
        return lostFull + lostNest + lostBig + lostSlot;
    }
}
