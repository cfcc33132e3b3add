// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * Hits that were lost on one CPU, at the place in the stream where they are missing.
 *
 * @param ts when records could be written again
 * @param since when the first of them was lost
 */
public record Gap(long ts, int cpu, long since, long lostFull, long lostNest, long lostBig)
        implements Notice {

    public long lost() {
        return lostFull + lostNest + lostBig;
    }
}
