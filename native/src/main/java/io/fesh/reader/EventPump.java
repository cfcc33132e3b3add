// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.EventBatch;
import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The thread that polls the C reader of this process, and the syncs that wait for it. */
final class EventPump {
    private static final int ROOM = 256 << 10;
    private static final long FAREWELL_MS = 5000;

    private record Waiter(long ticket, CompletableFuture<Void> delivered) {}

    private final ReaderLibrary reader;
    private final List<Waiter> waiters = new ArrayList<>();
    private Thread thread;
    private TargetException failure;
    private volatile boolean stopping;

    EventPump(ReaderLibrary reader) {
        this.reader = reader;
    }

    synchronized void start(IntFunction<EventSchema> schemas, Consumer<EventBatch> sink) {
        if (thread != null) {
            throw new IllegalStateException("events are streamed already");
        }
        RecordBatch.Session session = new RecordBatch.Session(schemas);
        thread = new Thread(() -> pump(session, sink), "fesh-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(RecordBatch.Session session, Consumer<EventBatch> sink) {
        ReaderLibrary.PollBuffer buffer = new ReaderLibrary.PollBuffer(ROOM);
        try {
            while (!stopping) {
                int length = reader.poll(buffer, -1);
                if (length < 0) {
                    fail(new TargetException(ReaderLibrary.message(length), ""));
                    return;
                }
                if (length > 0) {
                    sink.accept(RecordBatch.copyOf(buffer.bytes, length, session));
                }
                completeSyncs();
            }
            fail(new TargetException("local is closed", ""));
        } catch (RuntimeException | Error e) {
            fail(new TargetException("events cannot be taken: " + e.getMessage(), "", e));
        }
    }

    /** After the sink has had what the poll returned: only then has a sync been kept. */
    private synchronized void completeSyncs() {
        waiters.removeIf(
                waiter -> {
                    boolean synced = reader.synced(waiter.ticket);
                    if (synced) {
                        waiter.delivered.complete(null);
                    }
                    return synced;
                });
    }

    private synchronized void fail(TargetException cause) {
        failure = cause;
        waiters.forEach(waiter -> waiter.delivered.completeExceptionally(cause));
        waiters.clear();
    }

    /** Completes when everything recorded before the call has been handed to the sink. */
    synchronized CompletableFuture<Void> sync() throws TargetException {
        if (thread == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (thread == Thread.currentThread()) {
            throw new IllegalStateException("a sink cannot wait for itself");
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        long ticket = reader.sync();
        if (ticket < 0) {
            throw new TargetException(ReaderLibrary.message((int) ticket), "");
        }
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        waiters.add(new Waiter(ticket, delivered));
        return delivered;
    }

    static void await(CompletableFuture<Void> delivered)
            throws TargetException, InterruptedException {
        try {
            delivered.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TargetException cause) {
                throw new TargetException(cause.getMessage(), cause.hint(), cause);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the thread; false if its sink did not return in time. */
    boolean stop() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null || stopping) {
            return true;
        }
        stopping = true;
        reader.wake();
        try {
            running.join(FAREWELL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !running.isAlive();
    }
}
