// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hits that can still be asked for by number. Bounded by the bytes of its batches: the oldest
 * batch goes first. Safe for use by several threads.
 */
public final class EventHistory {

    /**
     * @param first the number of its first hit
     */
    public record Kept(long first, EventBatch batch) {}

    private final long maxBytes;
    private final ArrayDeque<Kept> batches = new ArrayDeque<>();
    private long bytes;
    private long next = 1;

    public EventHistory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a batch and returns the number of its first hit. */
    public synchronized long append(EventBatch batch) {
        long first = next;
        next += batch.size();
        batches.addLast(new Kept(first, batch));
        bytes += batch.bytes();
        while (bytes > maxBytes && batches.size() > 1) {
            bytes -= batches.removeFirst().batch().bytes();
        }
        return first;
    }

    /** All that is kept now, oldest first, for who takes longer than others can wait. */
    public synchronized List<Kept> kept() {
        return List.copyOf(batches);
    }

    /** How many are kept now. */
    public synchronized long bytes() {
        return bytes;
    }

    /** The most bytes that are kept. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Hits seen since the start, kept or not. */
    public synchronized long total() {
        return next - 1;
    }

    /** The number of the oldest hit that is kept; {@code total() + 1} if there is none. */
    public synchronized long oldest() {
        return batches.isEmpty() ? next : batches.getFirst().first();
    }

    public synchronized Optional<EventRecord> get(long number) {
        for (Kept kept : batches) {
            if (number >= kept.first() && number < kept.first() + kept.batch().size()) {
                return Optional.of(kept.batch().record((int) (number - kept.first()), number));
            }
        }
        return Optional.empty();
    }

    /**
     * The newest hits, oldest first.
     *
     * @param eventId only those of this event; 0 for all
     */
    public synchronized List<EventRecord> last(int eventId, int most) {
        ArrayDeque<EventRecord> found = new ArrayDeque<>();
        var newestFirst = batches.descendingIterator();
        while (newestFirst.hasNext() && found.size() < most) {
            Kept kept = newestFirst.next();
            for (int i = kept.batch().size() - 1; i >= 0 && found.size() < most; i--) {
                if (eventId == 0 || kept.batch().eventId(i) == eventId) {
                    found.addFirst(kept.batch().record(i, kept.first() + i));
                }
            }
        }
        return new ArrayList<>(found);
    }
}
