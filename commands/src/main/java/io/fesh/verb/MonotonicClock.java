// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.util.concurrent.TimeUnit;

/** The time by which a verb looks on: it is told how long, and waits so long. */
public interface MonotonicClock {

    /** Of this machine. */
    MonotonicClock SYSTEM =
            new MonotonicClock() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void await(Object monitor, long nanos) throws InterruptedException {
                    TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
                }
            };

    /** Says nothing but how much later it is than another one. */
    long nanos();

    /**
     * Waits until {@code monitor}, which is held, is notified; at most so long, perhaps shorter.
     */
    void await(Object monitor, long nanos) throws InterruptedException;
}
