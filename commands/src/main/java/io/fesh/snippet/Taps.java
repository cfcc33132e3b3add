// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The taps that are open, of which there are few: each holds hits that nobody may ever ask for, and
 * a variable of a snippet is never gone.
 */
public final class Taps implements AutoCloseable {
    private static final int MOST = 8;
    private static final long MOST_BYTES = 8L << 20;

    private final Trouble trouble;
    private final ArrayDeque<Tap> open = new ArrayDeque<>();

    public Taps(Trouble trouble) {
        this.trouble = trouble;
    }

    /**
     * Opens one; where there are too many, the oldest is closed.
     *
     * @param event empty for all
     */
    public Tap open(Handlers.Source source, Optional<String> event) {
        Tap tap = new Tap(this, source, event, MOST_BYTES);
        Tap oldest = null;
        synchronized (this) {
            open.addLast(tap);
            if (open.size() > MOST) {
                oldest = open.removeFirst();
            }
        }
        if (oldest != null) {
            oldest.close();
        }
        return tap;
    }

    Trouble trouble() {
        return trouble;
    }

    synchronized void closed(Tap tap) {
        open.remove(tap);
    }

    /** Who waits for a hit goes on without one. */
    @Override
    public void close() {
        List<Tap> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(Tap::close);
    }
}
