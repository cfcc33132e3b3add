// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.BatchSink;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory;
import io.fesh.view.View;

import java.util.function.IntPredicate;

/** Puts hits into a picture, each once. */
final class HitCollector implements BatchSink {
    private final View view;
    private final IntPredicate events;
    private final long most;
    private final MonotonicClock clock;
    private final long started;
    private long hits;
    private long through;
    private long firstTs;
    private long lastTs;
    private long ended;

    /**
     * @param most hits to take; 0 for all
     */
    HitCollector(View view, IntPredicate events, long most, MonotonicClock clock) {
        this.view = view;
        this.events = events;
        this.most = most;
        this.clock = clock;
        this.started = clock.nanos();
    }

    /** What is in the history comes first; meanwhile the stream waits. */
    synchronized void addHistory(Session session) {
        long last = session.history().total();
        for (EventHistory.Kept kept : session.history().kept()) {
            add(kept.batch(), kept.first(), last);
        }
        through = last;
    }

    @Override
    public synchronized void batch(EventBatch batch, long first) {
        add(batch, first, Long.MAX_VALUE);
        notifyAll();
    }

    private void add(EventBatch batch, long first, long last) {
        EventCursor hit = batch.cursor();
        for (int i = 0; i < batch.size() && ended == 0; i++) {
            long number = first + i;
            if (number > through && number <= last && events.test(batch.eventId(i))) {
                hit.move(i, number);
                view.add(hit);
                lastTs = hit.ts();
                firstTs = hits++ == 0 ? lastTs : firstTs;
                if (hits == most) {
                    ended = clock.nanos();
                }
            }
        }
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
    long nanos(boolean past) {
        if (past) {
            return lastTs - firstTs;
        }
        return (ended == 0 ? clock.nanos() : ended) - started;
    }
}
