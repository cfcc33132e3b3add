// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.util.concurrent.TimeUnit;

/**
 * How many hits somebody who watches is shown: all of a few; of a flood a block each second, which
 * stands still for long enough to be read. Belongs to one thread.
 */
final class FloodLimit {
    /** Hits that are shown however fast they come. */
    static final int BURST = 200;

    /** Hits a second that are shown of a flood. */
    static final int STEADY = 50;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long credit = BURST * SECOND;
    private long before;
    private boolean flooded;

    /**
     * @param now of System.nanoTime()
     * @return hits that may be shown at this time
     */
    int room(long now) {
        // after a long silence the product would not fit
        long passed = Math.min(now - before, SECOND * BURST / STEADY);
        credit = Math.min(BURST * SECOND, credit + STEADY * Math.max(0, passed));
        before = now;
        int whole = (int) (credit / SECOND);
        if (!flooded || whole >= BURST / 2) {
            return whole;
        }
        return whole < STEADY ? 0 : STEADY;
    }

    /**
     * @param shown at the time for which {@link #room} was asked
     * @param all whether none was left out
     */
    void used(int shown, boolean all) {
        credit -= shown * SECOND;
        flooded = !all || flooded && credit < BURST * SECOND / 2;
    }
}
