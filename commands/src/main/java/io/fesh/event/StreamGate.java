// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * The stream on its way to where it is shown; while it is paused, hits and notices are counted and
 * go no further. Safe for use by several threads.
 */
public final class StreamGate implements BatchSink {

    /**
     * What was held back.
     *
     * @param first the number of the first hit
     * @param lost hits that gaps told of
     * @param blown fuses
     */
    public record Passed(long hits, long first, long lost, int blown) {
        static final Passed NOTHING = new Passed(0, 0, 0, 0);

        private Passed plus(EventBatch batch, long number) {
            long lostMore = lost;
            int blownMore = blown;
            for (EventBatch.PlacedNotice placed : batch.notices()) {
                if (placed.notice() instanceof Gap gap) {
                    lostMore += gap.lost();
                } else if (placed.notice() instanceof FuseBlown) {
                    blownMore++;
                }
            }
            boolean isFirst = hits == 0 && batch.size() > 0;
            return new Passed(hits + batch.size(), isFirst ? number : first, lostMore, blownMore);
        }
    }

    private final BatchSink shown;
    private boolean paused;
    private Passed passed = Passed.NOTHING;

    public StreamGate(BatchSink shown) {
        this.shown = shown;
    }

    @Override
    public void batch(EventBatch batch, long first) {
        synchronized (this) {
            if (paused) {
                passed = passed.plus(batch, first);
                return;
            }
        }
        shown.batch(batch, first);
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    /** Nothing is shown from now on; false if that is so already. */
    public synchronized boolean pause() {
        boolean other = !paused;
        paused = true;
        return other;
    }

    /** What comes is shown from now on; gives what has not been. */
    public synchronized Passed resume() {
        Passed all = passed;
        paused = false;
        passed = Passed.NOTHING;
        return all;
    }
}
