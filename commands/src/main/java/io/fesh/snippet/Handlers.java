// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.event.BatchSink;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory.Kept;
import io.fesh.event.EventView;
import io.fesh.event.HitRouter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Who is given hits as they come, one after the other on a thread of their own. The target is not
 * held up: hits for which the queue has no room are counted, and that is said.
 */
public final class Handlers implements AutoCloseable {
    private static final long MOST_BYTES = 16L << 20;

    /** What a handler may still do when it has been interrupted. */
    private static final long MOST_MILLIS = 200;

    private final Trouble trouble;
    private final List<Registration> registrations = new CopyOnWriteArrayList<>();
    private final HitQueue queue = new HitQueue(MOST_BYTES);
    private Thread thread;
    private boolean busy;
    private Registration running;
    private HitRouter.Watch watch;

    public Handlers(Trouble trouble) {
        this.trouble = trouble;
    }

    /** Where hits come from: {@code session::watch}. */
    public interface Source {
        HitRouter.Watch watch(IntPredicate events, BatchSink sink);
    }

    /** One handler. */
    public final class Registration implements AutoCloseable {
        private final String event;
        private final Consumer<EventView> handler;

        Registration(String event, Consumer<EventView> handler) {
            this.event = event;
            this.handler = handler;
        }

        public String event() {
            return event;
        }

        public boolean isOpen() {
            return registrations.contains(this);
        }

        @Override
        public void close() {
            registrations.remove(this);
        }
    }

    /**
     * @param source where the hits come from
     * @param handler is given views that are valid until it returns
     */
    public synchronized Registration on(Source source, String event, Consumer<EventView> handler) {
        Registration registration = new Registration(event, handler);
        registrations.add(registration);
        if (watch == null) {
            // all hits are looked at, and none is kept from the stream
            watch = source.watch(id -> false, this::add);
            begin();
        }
        return registration;
    }

    private void begin() {
        // not of the snippet's thread group, in which JShell waits for all threads
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        thread = new Thread(root, this::run, "java handlers");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void add(EventBatch batch, long first) {
        if (registrations.isEmpty()) {
            return;
        }
        if (queue.add(batch, first, batch.size())) {
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                Kept batch;
                long lost;
                synchronized (this) {
                    while (queue.isEmpty()) {
                        busy = false;
                        notifyAll();
                        wait();
                    }
                    if (thread != Thread.currentThread()) {
                        return;
                    }
                    busy = true;
                    batch = queue.take();
                    lost = queue.takeMissed();
                }
                if (lost > 0) {
                    trouble.missed(lost);
                }
                give(batch);
                if (isReplaced()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // closed, or replaced because a handler did not come to an end
        }
    }

    /** Whether it is the thread of the handlers. */
    public synchronized boolean isOwn(Thread other) {
        return other == thread;
    }

    private synchronized boolean isReplaced() {
        return thread != Thread.currentThread();
    }

    private void give(Kept batch) {
        EventCursor cursor = batch.batch().cursor();
        for (int i = 0; i < batch.batch().size() && !isReplaced(); i++) {
            cursor.move(i, batch.first() + i);
            for (Registration registration : registrations) {
                if (registration.event.equals(cursor.schema().name())) {
                    give(registration, cursor);
                }
            }
        }
    }

    private void give(Registration registration, EventView hit) {
        synchronized (this) {
            running = registration;
        }
        try {
            registration.handler.accept(hit);
        } catch (Throwable thrown) {
            boolean wasOpen = registration.isOpen();
            registration.close();
            if (wasOpen) {
                trouble.threw(registration.event, thrown);
            }
        }
    }

    /**
     * Returns when all hits so far have been handled. An interrupt detaches the handler that takes
     * so long.
     */
    public void settle() throws InterruptedException {
        try {
            synchronized (this) {
                while (thread != null && (busy || !queue.isEmpty())) {
                    wait();
                }
            }
        } catch (InterruptedException e) {
            detachRunning();
            throw e;
        }
    }

    private void detachRunning() throws InterruptedException {
        Thread stuck;
        synchronized (this) {
            if (running != null) {
                running.close();
            }
            stuck = thread;
            busy = false;
            begin();
        }
        stuck.interrupt();
        stuck.join(MOST_MILLIS);
        if (stuck.isAlive()) {
            end(stuck);
        }
    }

    /** A loop that looks at no interrupt can be ended by Java up to 19 only; later it goes on. */
    @SuppressWarnings("deprecation")
    private static void end(Thread stuck) {
        try {
            stuck.stop();
        } catch (UnsupportedOperationException | NoSuchMethodError e) {
            stuck.setPriority(Thread.MIN_PRIORITY);
        }
    }

    @Override
    public synchronized void close() {
        registrations.clear();
        queue.clear();
        if (watch != null) {
            watch.close();
            thread.interrupt();
        }
    }
}
