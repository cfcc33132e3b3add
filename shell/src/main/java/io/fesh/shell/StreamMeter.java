// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;

/** What comes in: how many hits, how fast, how many were lost. Safe for use by several threads. */
final class StreamMeter {
    private long hits;
    private long lost;
    private long blown;
    private boolean sleeping;

    /** One look at the meter. */
    record Reading(long nanos, long hits, long lost, long blown) {

        /** Hits a second since the reading before. */
        long rate(Reading before) {
            long passed = Math.max(1, nanos - before.nanos);
            return Math.round((hits - before.hits) * 1e9 / passed);
        }
    }

    synchronized void count(EventBatch batch) {
        hits += batch.size();
        for (EventBatch.PlacedNotice placed : batch.notices()) {
            if (placed.notice() instanceof Gap gap) {
                lost += gap.lost();
            } else if (placed.notice() instanceof FuseBlown) {
                blown++;
            }
        }
        if (sleeping) {
            notifyAll();
        }
    }

    synchronized Reading read() {
        return new Reading(System.nanoTime(), hits, lost, blown);
    }

    /** Returns when there is more than was read. */
    synchronized void awaitMore(Reading than) throws InterruptedException {
        sleeping = true;
        while (hits == than.hits && lost == than.lost && blown == than.blown) {
            wait();
        }
        sleeping = false;
    }
}
