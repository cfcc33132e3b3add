// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The hits that can still be asked for by number. Bounded by the bytes of its batches: the oldest
 * batch goes first. Safe for use by several threads.
 */
public final class EventHistory {

    /**
     * @param first the number of its first hit
     */
    public record Kept(long first, EventBatch batch) {

        /**
         * Hands over the hits from one number to another, and the notices between them in their
         * places; those before the first number belong to hits that were not asked for.
         *
         * @param events which hits, by the id of their event
         * @return whether there were any
         */
        public boolean between(
                long from, long to, IntPredicate events, Consumer<? super StreamItem> sink) {
            boolean any = false;
            List<EventBatch.PlacedNotice> notices = batch.notices();
            int notice = 0;
            for (int i = 0; i <= batch.size(); i++) {
                long number = first + i;
                while (notice < notices.size() && notices.get(notice).before() <= i) {
                    if (number > from && number <= to) {
                        sink.accept(notices.get(notice).notice());
                        any = true;
                    }
                    notice++;
                }
                if (i < batch.size()
                        && number >= from
                        && number <= to
                        && events.test(batch.eventId(i))) {
                    sink.accept(batch.record(i, number));
                    any = true;
                }
            }
            return any;
        }
    }

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
     * The number of the first of the newest hits; 0 if not as many are kept.
     *
     * @param events which hits, by the id of their event
     */
    public long startOfLast(IntPredicate events, int most) {
        List<Kept> all = kept();
        int found = 0;
        for (int b = all.size() - 1; b >= 0; b--) {
            Kept kept = all.get(b);
            for (int i = kept.batch().size() - 1; i >= 0; i--) {
                if (events.test(kept.batch().eventId(i)) && ++found == most) {
                    return kept.first() + i;
                }
            }
        }
        return 0;
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
