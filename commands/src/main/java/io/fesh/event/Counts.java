// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * What became of an event's hits; {@code hits == filtered + recorded + lost() + exited + open} at
 * every moment at which no hit is under way. Hits of a return event are counted when the function
 * is entered.
 *
 * @param lostSlot more calls of a return event were under way than it has slots
 * @param exited calls of a return event whose task ended before they returned
 * @param open calls of a return event that may still return
 */
public record Counts(
        long hits,
        long filtered,
        long recorded,
        long lostFull,
        long lostNest,
        long lostBig,
        long lostSlot,
        long exited,
        long open) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Of an event without returns. */
    public Counts(
            long hits, long filtered, long recorded, long lostFull, long lostNest, long lostBig) {
        this(hits, filtered, recorded, lostFull, lostNest, lostBig, 0, 0, 0);
    }

    public long lost() {
        return lostFull + lostNest + lostBig + lostSlot;
    }

    public Counts plus(Counts other) {
        return new Counts(
                hits + other.hits,
                filtered + other.filtered,
                recorded + other.recorded,
                lostFull + other.lostFull,
                lostNest + other.lostNest,
                lostBig + other.lostBig,
                lostSlot + other.lostSlot,
                exited + other.exited,
                open + other.open);
    }
}
