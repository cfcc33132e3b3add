// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * What became of an event's hits; {@code hits == filtered + recorded + lost()} at every moment at
 * which no hit is under way.
 */
public record Counts(
        long hits, long filtered, long recorded, long lostFull, long lostNest, long lostBig) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public long lost() {
        return lostFull + lostNest + lostBig;
    }

    public Counts plus(Counts other) {
        return new Counts(
                hits + other.hits,
                filtered + other.filtered,
                recorded + other.recorded,
                lostFull + other.lostFull,
                lostNest + other.lostNest,
                lostBig + other.lostBig);
    }
}
