// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
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

    /** Lines of results wait for the terminal; hits do not, for the target must not be held up. */
    private static final int MOST_LINES_QUEUED = 10_000;

    private static final long MOST_BYTES_QUEUED = 16L << 20;

    private final Screen screen;
    private volatile Theme theme;
    private final Thread thread = new Thread(this::run, "terminal");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ArrayDeque<StreamFrame.Pending> queue = new ArrayDeque<>();
    private int linesQueued;
    private long bytesQueued;
    private long notQueued;

    private StreamFrame.Owed owed = StreamFrame.Owed.NOTHING;
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
            add(new StreamFrame.Line(text));
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
            add(new StreamFrame.Hits(batch, first));
        } finally {
            lock.unlock();
        }
    }

    void transientLine(String text) {
        lock.lock();
        try {
            add(new StreamFrame.Transient(text));
        } finally {
            lock.unlock();
        }
    }

    void picture(List<StyledText> lines) {
        lock.lock();
        try {
            // of several that wait for one frame, one is seen
            queue.removeIf(pending -> pending instanceof StreamFrame.Picture);
            add(new StreamFrame.Picture(lines));
        } finally {
            lock.unlock();
        }
    }

    private void add(StreamFrame.Pending pending) {
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
            while ((writing || !queue.isEmpty() || owed.hits() > 0) && !closed) {
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
            StreamFrame frame = next(lastFrame);
            if (frame == null) {
                return;
            }
            lastFrame = System.nanoTime();
            frame.write(screen, limit);
            lock.lock();
            try {
                writing = false;
                owed = frame.owed();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for something to write, and for its time; null at the end. */
    private StreamFrame next(long lastFrame) {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed && !isDue()) {
                if (owed.hits() > 0) {
                    changed.awaitNanos(owed.since() + StreamFrame.OWED_NANOS - System.nanoTime());
                } else {
                    changed.await();
                }
            }
            if (queue.isEmpty() && owed.hits() == 0) {
                return null;
            }
            long left = lastFrame + FRAME_NANOS - System.nanoTime();
            while (left > 0 && hurried == 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            boolean complete = hurried > 0 || closed;
            StreamFrame frame = new StreamFrame(queue, renderer, theme, complete, owed, notQueued);
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
        return owed.hits() > 0
                && (closed
                        || hurried > 0
                        || System.nanoTime() - owed.since() >= StreamFrame.OWED_NANOS);
    }
}
