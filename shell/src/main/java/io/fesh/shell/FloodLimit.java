// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.util.concurrent.TimeUnit;

/**
 * How many hits somebody who watches is shown: all of a few; of a flood a block each second, which
 * stands still for long enough to be read and leaves room on a small screen for the line that says
 * how many more there were. Belongs to one thread.
 */
final class FloodLimit {
    /** Hits that are shown however fast they come. */
    static final int BURST = 200;

    /** Hits a second that can still be followed: more are a flood. */
    static final int STEADY = 50;

    /** Hits that are shown of each second of a flood. */
    static final int BLOCK = 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long credit = BURST * SECOND;
    private long before;

    private boolean flooded;

    /** When the last block of a flood was shown, and the hits that have come since then. */
    private long blockAt;

    private long came;

    /**
     * @param now of System.nanoTime()
     * @return hits that may be shown at this time
     */
    int room(long now) {
        // after a long silence the product would not fit
        long passed = Math.min(now - before, SECOND * BURST / STEADY);
        credit = Math.min(BURST * SECOND, credit + STEADY * Math.max(0, passed));
        before = now;
        if (!flooded) {
            return (int) (credit / SECOND);
        }
        long since = now - blockAt;
        if (since < SECOND) {
            return 0;
        }
        flooded = came > STEADY * (double) since / SECOND;
        blockAt = now;
        came = 0;
        return flooded ? BLOCK : (int) (credit / SECOND);
    }

    /**
     * What became of the hits at the time for which {@link #room} was asked.
     *
     * @param shown of them
     * @param all that there were
     */
    void used(int shown, long all) {
        credit = Math.max(0, credit - shown * SECOND);
        came += all;
        if (!flooded && shown < all) {
            flooded = true;
            blockAt = before;
            came = all;
        }
    }
}
