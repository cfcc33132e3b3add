// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;

import java.util.Arrays;
import java.util.Optional;

/** Which hits of a batch are of an event. Names are compared once for each event of a batch. */
final class NamedHits {
    private final Optional<String> name;
    private EventBatch batch;
    private EventCursor names;
    private int[] ids = new int[8];
    private boolean[] wanted = new boolean[8];
    private int known;

    /**
     * @param name of the event; empty for all events
     */
    NamedHits(Optional<String> name) {
        this.name = name;
    }

    /** From now on it is asked about the hits of this one. */
    void of(EventBatch other) {
        batch = other;
        names = null;
        // of another target, an id would be another event
        known = 0;
    }

    boolean has(int index) {
        if (name.isEmpty()) {
            return true;
        }
        int id = batch.eventId(index);
        for (int i = 0; i < known; i++) {
            if (ids[i] == id) {
                return wanted[i];
            }
        }
        return learn(index, id);
    }

    private boolean learn(int index, int id) {
        if (names == null) {
            names = batch.cursor();
        }
        if (known == ids.length) {
            ids = Arrays.copyOf(ids, 2 * known);
            wanted = Arrays.copyOf(wanted, 2 * known);
        }
        names.move(index, 0);
        ids[known] = id;
        wanted[known] = names.schema().name().equals(name.get());
        return wanted[known++];
    }

    long count() {
        long count = 0;
        for (int i = 0; i < batch.size(); i++) {
            count += has(i) ? 1 : 0;
        }
        return count;
    }
}
