// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something, on a thread of its own, when there has been no disturbance for a while. */
final class Lull {
    private final long nanos;
    private final Runnable action;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    run -> {
                        Thread named = new Thread(run, "lull");
                        named.setDaemon(true);
                        return named;
                    });
    private long disturbed;
    private boolean awaited;

    Lull(long millis, Runnable action) {
        this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        this.action = action;
    }

    synchronized void disturb() {
        disturbed = System.nanoTime();
        if (!awaited) {
            awaited = true;
            await(nanos);
        }
    }

    private void await(long time) {
        thread.schedule(this::look, time, TimeUnit.NANOSECONDS);
    }

    private void look() {
        synchronized (this) {
            long left = disturbed + nanos - System.nanoTime();
            if (left > 0) {
                await(left);
                return;
            }
            awaited = false;
        }
        action.run();
    }
}
