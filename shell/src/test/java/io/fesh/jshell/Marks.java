// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What snippets of tests tell them; public, as snippets are in a package of their own. */
public final class Marks {
    private static volatile CountDownLatch begun = new CountDownLatch(1);
    static final Object LOCK = new Object();

    private Marks() {}

    static void reset() {
        begun = new CountDownLatch(1);
    }

    static void awaitBegun() throws InterruptedException {
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A snippet is where it is to be interrupted. */
    public static void begun() {
        begun.countDown();
    }

    /** Waits until the test lets it go; it has begun when it is in that wait. */
    public static void lock() {
        Thread waiting = Thread.currentThread();
        Thread watcher =
                new Thread(
                        () -> {
                            while (waiting.getState() != Thread.State.BLOCKED) {
                                Thread.onSpinWait();
                            }
                            begun.countDown();
                        });
        watcher.setDaemon(true);
        watcher.start();
        synchronized (LOCK) {
            begun.countDown();
        }
    }
}
