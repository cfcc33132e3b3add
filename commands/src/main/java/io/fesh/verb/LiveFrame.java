// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.render.StyledText;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A picture that is drawn again and again while it changes, on a thread of its own; ten times a
 * second, which is as often as an eye can read numbers.
 */
final class LiveFrame implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    /** Of what is not drawn before its end. */
    static final LiveFrame NONE = new LiveFrame(new Thread(() -> {}));

    private final Thread thread;

    private LiveFrame(Thread thread) {
        this.thread = thread;
    }

    /**
     * @param picture called on the frame's thread
     */
    static LiveFrame start(Output out, Supplier<List<StyledText>> picture) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                while (true) {
                                    out.frame(picture.get());
                                    TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                                }
                            } catch (InterruptedException e) {
                                // closed
                            }
                        },
                        "picture");
        thread.setDaemon(true);
        thread.start();
        return new LiveFrame(thread);
    }

    /** Draws no more; what was drawn last is still there. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
