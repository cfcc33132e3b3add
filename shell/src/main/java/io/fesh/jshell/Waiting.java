// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.snippet.Host;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Who types waits here for the thread of Java. An interrupt, which is a Ctrl-C, ends the snippet
 * that runs.
 */
final class Waiting {
    /** For calls of snippets to come to an end after an interrupt, and for the rest by force. */
    private static final long CALLS_MILLIS = 1_000;

    private static final long STOP_MILLIS = 2_000;
    private static final long BETWEEN_STOPS_MILLIS = 10;

    /** Is told how a snippet that was interrupted ended. */
    interface Ends {
        void interrupted();

        /** It does not, and keeps the thread. */
        void never();
    }

    private final Host host;
    private final Supplier<Optional<Engine>> running;
    private final Ends ends;
    private volatile boolean stopping;

    Waiting(Host host, Supplier<Optional<Engine>> running, Ends ends) {
        this.host = host;
        this.running = running;
        this.ends = ends;
    }

    /** Whether what comes of a snippet comes of an interrupt. */
    boolean isStopping() {
        return stopping;
    }

    <T> T await(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            stop(future);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void stop(Future<?> future) throws InterruptedException {
        stopping = true;
        try {
            host.stopCalls(CALLS_MILLIS);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
            while (!isDone(future)) {
                if (System.nanoTime() > deadline) {
                    ends.never();
                    return;
                }
                // does nothing while the compiler runs, so once may not be enough
                running.get().ifPresent(Engine::stop);
            }
            ends.interrupted();
        } finally {
            stopping = false;
            host.allowCalls();
        }
    }

    private static boolean isDone(Future<?> future) throws InterruptedException {
        try {
            future.get(BETWEEN_STOPS_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }
}
