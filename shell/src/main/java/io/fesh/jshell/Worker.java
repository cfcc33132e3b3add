// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread on which JShell is used; it begins with the first task. */
final class Worker {
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(
                    1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::thread);

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "java");
        thread.setDaemon(true);
        return thread;
    }

    <T> Future<T> submit(Callable<T> task) {
        return executor.submit(task);
    }

    /** Whether a task would be begun at once. */
    boolean isIdle() {
        return executor.getActiveCount() == 0 && executor.getQueue().isEmpty();
    }

    /** Whoever waits for a task waits no longer; one that runs may go on for ever. */
    void abandon() {
        executor.shutdownNow();
    }
}
