// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.event.BatchSink;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory.Kept;
import io.fesh.event.EventView;
import io.fesh.event.HitRouter;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The hits of an event from the moment it is opened: the target's thread fills it, and one other
 * walks over them and waits for more. Whoever walks too slowly is told how many had no room.
 */
public final class Tap implements BatchSink, AutoCloseable {
    /** So often a walk looks whether somebody has pressed Ctrl-C. */
    private static final int UNINTERRUPTED = 1024;

    private final Optional<String> event;
    private final Taps owner;
    private final HitRouter.Watch watch;
    private final HitQueue queue;
    private final NamedHits arriving;
    private long waiting;
    private long missed;
    private long told;
    private volatile boolean closed;

    // of the thread that walks
    private final NamedHits walked;
    private Kept batch;
    private EventCursor cursor;
    private int next;
    private int size;
    private int steps;
    private OptionalLong deadline = OptionalLong.empty();

    Tap(Taps owner, Handlers.Source source, Optional<String> event, long maxBytes) {
        this.owner = owner;
        this.event = event;
        this.queue = new HitQueue(maxBytes);
        this.arriving = new NamedHits(event);
        this.walked = new NamedHits(event);
        // all hits are looked at, and none is kept from the stream that is shown
        this.watch = source.watch(id -> false, this);
    }

    @Override
    public synchronized void batch(EventBatch hits, long first) {
        arriving.of(hits);
        long wanted = arriving.count();
        if (wanted == 0 || closed || left() <= 0) {
            return;
        }
        if (queue.add(hits, first, wanted)) {
            waiting += wanted;
            notifyAll();
        }
    }

    /** What comes later than that is none of its hits: it ends with those that are there then. */
    public synchronized void within(Duration time) {
        deadline = OptionalLong.of(System.nanoTime() + time.toNanos());
    }

    private long left() {
        return deadline.isEmpty() ? Long.MAX_VALUE : deadline.getAsLong() - System.nanoTime();
    }

    /** Goes to the next hit that is there. False if there is none: it has to be waited for. */
    public boolean step() {
        while (next < size && !closed) {
            if (++steps % UNINTERRUPTED == 0 && Thread.currentThread().isInterrupted()) {
                throw new Stopped();
            }
            if (walked.has(next++)) {
                cursor.move(next - 1, batch.first() + next - 1);
                return true;
            }
        }
        return false;
    }

    /** Waits until there are hits. False if there are none any more. */
    public boolean await() throws InterruptedException {
        Kept taken = take();
        if (taken == null) {
            return false;
        }
        batch = taken;
        walked.of(taken.batch());
        cursor = taken.batch().cursor();
        next = 0;
        size = taken.batch().size();
        return true;
    }

    private synchronized Kept take() throws InterruptedException {
        if (queue.isEmpty()) {
            // only now: in a flood it would be told all the time
            tell();
        }
        while (queue.isEmpty() && !closed) {
            long left = left();
            if (left <= 0) {
                return null;
            }
            // at least 1: 0 would wait for ever
            wait(deadline.isEmpty() ? 0 : left / 1_000_000 + 1);
        }
        if (closed) {
            return null;
        }
        Kept oldest = queue.take();
        arriving.of(oldest.batch());
        waiting -= arriving.count();
        return oldest;
    }

    private void tell() {
        long untold = missed() - told;
        if (untold > 0) {
            told += untold;
            owner.trouble().missed(toString(), untold);
        }
    }

    /** The hit at which the walk is; the view is another's when the walk goes on. */
    public EventView hit() {
        return cursor;
    }

    public boolean isOpen() {
        return !closed;
    }

    /** Hits that have come and are not yet walked over, without those of the batch it is in. */
    public synchronized long waiting() {
        return waiting;
    }

    /** Hits for which there was no room. */
    public synchronized long missed() {
        missed += queue.takeMissed();
        return missed;
    }

    @Override
    public void close() {
        watch.close();
        owner.closed(this);
        synchronized (this) {
            if (!closed) {
                closed = true;
                tell();
                queue.clear();
                waiting = 0;
                notifyAll();
            }
        }
    }

    /** As it was typed. */
    @Override
    public String toString() {
        return "live(" + event.map(name -> '"' + name + '"').orElse("") + ")";
    }
}
