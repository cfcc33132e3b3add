// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.BatchSink;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory;
import io.fesh.view.View;

import java.util.function.IntPredicate;

/**
 * Puts hits into a picture, each once: those of the history first where it has the past, too. Who
 * draws the picture holds this object's lock.
 */
final class HitCollector implements BatchSink {
    private final View view;
    private final IntPredicate events;
    private final long most;
    private final boolean past;
    private final MonotonicClock clock;
    private final long started;
    private boolean behind;
    private long hits;
    private long through;
    private long firstTs;
    private long lastTs;
    private long ended;

    /**
     * @param most hits to take; 0 for all
     * @param past whether {@link #addHistory} will come; until then, hits that come are left to it
     */
    HitCollector(View view, IntPredicate events, long most, boolean past, MonotonicClock clock) {
        this.view = view;
        this.events = events;
        this.most = most;
        this.past = past;
        this.behind = past;
        this.clock = clock;
        this.started = clock.nanos();
    }

    /** A part at a time: who brings hits meanwhile does not wait for all of it. */
    void addHistory(EventHistory history) {
        history.kept().forEach(this::add);
        synchronized (this) {
            // those that came since
            history.kept(through + 1, Long.MAX_VALUE).forEach(this::add);
            behind = false;
        }
    }

    private synchronized void add(EventHistory.Kept kept) {
        add(kept.batch(), kept.first());
    }

    @Override
    public synchronized void batch(EventBatch batch, long first) {
        if (!behind) {
            add(batch, first);
            notifyAll();
        }
    }

    private void add(EventBatch batch, long first) {
        EventCursor hit = batch.cursor();
        for (int i = 0; i < batch.size() && ended == 0; i++) {
            long number = first + i;
            if (number > through && events.test(batch.eventId(i))) {
                hit.move(i, number);
                view.add(hit);
                lastTs = hit.ts();
                firstTs = hits++ == 0 ? lastTs : firstTs;
                if (hits == most) {
                    ended = clock.nanos();
                }
            }
        }
        through = Math.max(through, first + batch.size() - 1);
    }

    /** Waits for so long, or until there are as many hits as were asked for. */
    synchronized void await(long nanos) throws InterruptedException {
        long left = nanos == 0 ? Long.MAX_VALUE : nanos;
        while (ended == 0 && left > 0) {
            clock.await(this, left);
            left = nanos == 0 ? Long.MAX_VALUE : started + nanos - clock.nanos();
        }
        ended = ended == 0 ? clock.nanos() : ended;
    }

    /** The time that the hits took: of recorded ones by their own clock. */
    long nanos() {
        if (past) {
            return lastTs - firstTs;
        }
        return (ended == 0 ? clock.nanos() : ended) - started;
    }
}
