// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The only thread that writes to the terminal. What others want to show is queued and written a
 * frame at a time, because redrawing the line that is being typed costs as much for one event as
 * for two hundred. Of a flood it shows a part, says once a second how much it left out, and decodes
 * only what it shows; losses are always shown.
 */
final class EventPrinter implements AutoCloseable {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(33);

    /** How long hits may be left out before that is said. */
    private static final long OWED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Lines of results wait for the terminal; hits do not, for the target must not be held up. */
    private static final int MOST_LINES_QUEUED = 10_000;

    private static final long MOST_BYTES_QUEUED = 16L << 20;

    private sealed interface Pending {}

    private record Line(StyledText text) implements Pending {}

    private record Hits(EventBatch batch, long first) implements Pending {}

    private record Transient(String text) implements Pending {}

    private record Picture(List<StyledText> lines) implements Pending {
        Picture {
            lines = List.copyOf(lines);
        }
    }

    private final Screen screen;
    private volatile Theme theme;
    private final Thread thread = new Thread(this::run, "terminal");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ArrayDeque<Pending> queue = new ArrayDeque<>();
    private int linesQueued;
    private long bytesQueued;
    private long notQueued;

    /** Hits left out that nothing has been said of, and when the first was. */
    private long owed;

    private long owedSince;
    private boolean writing;
    private int hurried;
    private boolean closed;
    private Function<StreamItem, StyledText> renderer;

    /**
     * @param renderer called on the printer's thread only
     */
    EventPrinter(Screen screen, Theme theme, Function<StreamItem, StyledText> renderer) {
        this.screen = screen;
        this.theme = theme;
        this.renderer = renderer;
        thread.setDaemon(true);
        thread.start();
    }

    void renderer(Function<StreamItem, StyledText> other) {
        lock.lock();
        try {
            renderer = other;
        } finally {
            lock.unlock();
        }
    }

    void theme(Theme other) {
        theme = other;
    }

    Theme theme() {
        return theme;
    }

    void line(StyledText text) {
        lock.lock();
        try {
            while (linesQueued >= MOST_LINES_QUEUED && !closed) {
                changed.awaitUninterruptibly();
            }
            linesQueued++;
            add(new Line(text));
        } finally {
            lock.unlock();
        }
    }

    void batch(EventBatch batch, long first) {
        lock.lock();
        try {
            if (bytesQueued > MOST_BYTES_QUEUED && batch.notices().isEmpty()) {
                notQueued += batch.size();
                return;
            }
            bytesQueued += batch.bytes();
            add(new Hits(batch, first));
        } finally {
            lock.unlock();
        }
    }

    void transientLine(String text) {
        lock.lock();
        try {
            add(new Transient(text));
        } finally {
            lock.unlock();
        }
    }

    void picture(List<StyledText> lines) {
        lock.lock();
        try {
            // of several that wait for one frame, one is seen
            queue.removeIf(pending -> pending instanceof Picture);
            add(new Picture(lines));
        } finally {
            lock.unlock();
        }
    }

    private void add(Pending pending) {
        if (!closed) {
            queue.addLast(pending);
            changed.signalAll();
        }
    }

    /** Returns when everything queued so far is on the terminal. */
    void settle() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            hurried++;
            changed.signalAll();
            while ((writing || !queue.isEmpty() || owed > 0) && !closed) {
                changed.await();
            }
        } finally {
            hurried--;
            lock.unlock();
        }
    }

    /** Writes what is queued and ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        FloodLimit limit = new FloodLimit();
        long lastFrame = System.nanoTime() - FRAME_NANOS;
        while (true) {
            Frame frame = next(lastFrame, limit);
            if (frame == null) {
                return;
            }
            lastFrame = System.nanoTime();
            frame.write();
            lock.lock();
            try {
                writing = false;
                owedSince = frame.leftOutSince;
                owed = frame.leftOut;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for something to write, and for its time; null at the end. */
    private Frame next(long lastFrame, FloodLimit limit) {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed && !isDue()) {
                if (owed > 0) {
                    changed.awaitNanos(owedSince + OWED_NANOS - System.nanoTime());
                } else {
                    changed.await();
                }
            }
            if (queue.isEmpty() && owed == 0) {
                return null;
            }
            long left = lastFrame + FRAME_NANOS - System.nanoTime();
            while (left > 0 && hurried == 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            Frame frame = new Frame(limit);
            queue = new ArrayDeque<>();
            linesQueued = 0;
            bytesQueued = 0;
            notQueued = 0;
            writing = true;
            changed.signalAll();
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the printer", e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is time to say what was left out. */
    private boolean isDue() {
        return owed > 0 && (closed || hurried > 0 || System.nanoTime() - owedSince >= OWED_NANOS);
    }

    /** What is written at one time. */
    private final class Frame {
        private final ArrayDeque<Pending> pending;
        private final Function<StreamItem, StyledText> renderer;
        private final StringBuilder text = new StringBuilder();
        private final FloodLimit limit;
        private final long now = System.nanoTime();
        private final boolean complete;
        private long leftOut;
        private long leftOutSince;
        private long came;
        private int room;
        private String waiting;
        private List<StyledText> picture;

        /** Of what is queued; the lock is held. */
        Frame(FloodLimit limit) {
            this.pending = queue;
            this.renderer = EventPrinter.this.renderer;
            this.limit = limit;
            this.complete = hurried > 0 || closed;
            this.leftOut = owed + notQueued;
            this.came = notQueued;
            this.leftOutSince = owed > 0 ? owedSince : now;
        }

        void write() {
            int granted = limit.room(now);
            room = granted;
            for (Pending next : pending) {
                if (next instanceof Line line) {
                    sayLeftOut();
                    append(line.text());
                } else if (next instanceof Hits hits) {
                    append(hits.batch(), hits.first());
                } else if (next instanceof Transient line) {
                    waiting = line.text();
                } else if (next instanceof Picture drawn) {
                    picture = drawn.lines();
                }
            }
            limit.used(granted - room, came);
            if (complete || now - leftOutSince >= OWED_NANOS) {
                sayLeftOut();
            }
            if (picture != null && picture.isEmpty()) {
                screen.picture(List.of());
            }
            if (!text.isEmpty()) {
                screen.print(text.toString());
            }
            if (picture != null && !picture.isEmpty()) {
                screen.picture(picture.stream().map(this::pictureLine).toList());
            }
            if (waiting != null) {
                screen.transientLine(waiting);
            }
        }

        private String pictureLine(StyledText line) {
            StringBuilder styled = new StringBuilder();
            theme.append(styled, line);
            return styled.toString();
        }

        private void append(EventBatch batch, long first) {
            int hit = 0;
            List<EventBatch.PlacedNotice> notices = batch.notices();
            for (EventBatch.PlacedNotice notice : notices) {
                hit = appendHits(batch, first, hit, notice.before());
                sayLeftOut();
                append(renderer.apply(notice.notice()));
            }
            appendHits(batch, first, hit, batch.size());
        }

        private int appendHits(EventBatch batch, long first, int from, int to) {
            int shown = Math.min(to - from, room);
            if (shown > 0) {
                sayLeftOut();
            }
            for (int hit = from; hit < from + shown; hit++) {
                append(renderer.apply(batch.record(hit, first + hit)));
            }
            room -= shown;
            came += to - from;
            if (leftOut == 0) {
                leftOutSince = now;
            }
            leftOut += to - from - shown;
            return to;
        }

        private void sayLeftOut() {
            if (leftOut > 0) {
                String more = "... " + Numbers.grouped(leftOut) + " more (recorded)";
                append(StyledText.of(Style.DIM, more));
                leftOut = 0;
            }
        }

        private void append(StyledText line) {
            theme.append(text, line);
            text.append('\n');
        }
    }
}
