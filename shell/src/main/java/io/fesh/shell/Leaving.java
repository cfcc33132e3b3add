// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What has to be closed when the process ends: by quit, Ctrl-D, SIGTERM or SIGHUP alike, as the JVM
 * runs its shutdown hooks for each of them. A part that does not come to an end is left behind, so
 * that leaving takes less than a second.
 */
final class Leaving {
    private static final long MOST_MILLIS = 900;

    private Leaving() {}

    /** Closes {@code parts} in their order when the process ends. */
    static void by(AutoCloseable... parts) {
        List<AutoCloseable> order = new ArrayList<>();
        Collections.addAll(order, parts);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(order), "leave"));
    }

    private static void closeAll(List<AutoCloseable> parts) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
        for (AutoCloseable part : parts) {
            Thread closing = new Thread(() -> close(part), "leave " + part.getClass().getName());
            closing.setDaemon(true);
            closing.start();
            try {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                closing.join(Math.max(1, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.err.println("leaving: " + e);
        }
    }
}
