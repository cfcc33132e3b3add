// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The hits that can still be asked for by number: the newest, as many as fit into a memory of fixed
 * size outside the heap, where no collection has to copy them. Safe for use by several threads.
 */
public final class EventHistory {

    /**
     * @param first the number of its first hit
     */
    public record Kept(long first, EventBatch batch) {

        /** The number of the first hit behind it. */
        public long end() {
            return first + batch.size();
        }

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

    /**
     * What was kept at one moment, oldest first. What is overwritten before a walk comes to it is
     * left out and counted. A batch is there until its walk goes on, in the same memory as the one
     * before; records of it stay. The walks of one snapshot belong to one thread.
     */
    public final class Snapshot implements Iterable<Kept> {
        private final List<Kept> before;
        private final List<RecordMemory.Chunk> chunks;
        private long overwritten;

        private Snapshot(List<Kept> before, List<RecordMemory.Chunk> chunks) {
            this.before = before;
            this.chunks = chunks;
        }

        /** Hits that were gone when a walk came to them. */
        public long overwritten() {
            return overwritten;
        }

        @Override
        public Iterator<Kept> iterator() {
            return walk(0, 1);
        }

        /** The newest batch first; within a batch, hits stay in their order. */
        public Iterable<Kept> newestFirst() {
            return () -> walk(before.size() + chunks.size() - 1, -1);
        }

        private Iterator<Kept> walk(int from, int step) {
            byte[] room =
                    new byte[chunks.stream().mapToInt(RecordMemory.Chunk::length).max().orElse(0)];
            int end = before.size() + chunks.size();
            return IntStream.iterate(from, i -> i >= 0 && i < end, i -> i + step)
                    .mapToObj(i -> load(i, room))
                    .flatMap(Optional::stream)
                    .iterator();
        }

        private Optional<Kept> load(int index, byte[] room) {
            if (index < before.size()) {
                return Optional.of(before.get(index));
            }
            RecordMemory.Chunk chunk = chunks.get(index - before.size());
            Optional<EventBatch> batch = records.load(chunk, room);
            overwritten += batch.isEmpty() ? chunk.hits() : 0;
            return batch.map(hits -> new Kept(chunk.first(), hits));
        }
    }

    private final RecordMemory records;
    private List<Kept> before = List.of();
    private long next = 1;

    /**
     * @param maxBytes the size of its memory, which is taken when it is needed
     */
    public EventHistory(long maxBytes) {
        this(new RecordMemory(maxBytes));
    }

    private EventHistory(RecordMemory records) {
        this.records = records;
    }

    /** One that begins anew in the memory of this one, which keeps nothing from now on. */
    public EventHistory successor() {
        return new EventHistory(records.handOver());
    }

    /**
     * Begins with hits that lie elsewhere and are not forgotten.
     *
     * @param past oldest first, with numbers that only go up
     */
    public synchronized void begin(List<Kept> past) {
        if (next > 1) {
            throw new IllegalStateException("it has begun");
        }
        before = List.copyOf(past);
        if (!before.isEmpty()) {
            Kept newest = before.get(before.size() - 1);
            next = newest.end();
        }
    }

    /**
     * Adds a batch and returns the number of its first hit. One that is larger than the memory is
     * not kept, nor is what came before it.
     */
    public synchronized long append(EventBatch batch) {
        long first = next;
        next += batch.size();
        records.append(batch, first);
        return first;
    }

    /** All that is kept now. */
    public Snapshot kept() {
        return kept(0, Long.MAX_VALUE);
    }

    /** What is kept now of the hits from one number to another, and some around them. */
    public synchronized Snapshot kept(long from, long to) {
        return new Snapshot(
                before.stream().filter(kept -> kept.first() <= to && kept.end() >= from).toList(),
                records.between(from, to));
    }

    /** How many are kept now. */
    public long bytes() {
        return records.bytes();
    }

    /** The most bytes that are kept. */
    public long maxBytes() {
        return records.capacity();
    }

    /** Hits seen since the start, kept or not. */
    public synchronized long total() {
        return next - 1;
    }

    /** The number of the oldest hit that is kept; {@code total() + 1} if there is none. */
    public synchronized long oldest() {
        if (!before.isEmpty()) {
            return before.get(0).first();
        }
        return records.oldest().orElse(next);
    }

    public Optional<EventRecord> get(long number) {
        return part(number).map(kept -> kept.batch().record((int) (number - kept.first()), number));
    }

    /** A hit with those around it, for who goes on from it. */
    public Optional<Kept> part(long number) {
        Optional<Kept> past = beforeWith(number);
        return past.isPresent()
                ? past
                : records.with(number)
                        .flatMap(
                                chunk ->
                                        records.load(chunk, new byte[chunk.length()])
                                                .map(hits -> new Kept(chunk.first(), hits)));
    }

    private synchronized Optional<Kept> beforeWith(long number) {
        int low = 0;
        int high = before.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Kept kept = before.get(middle);
            if (number >= kept.end()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean found = low < before.size() && before.get(low).first() <= number;
        return found ? Optional.of(before.get(low)) : Optional.empty();
    }

    /**
     * The number of the first of the newest hits; 0 if not as many are kept.
     *
     * @param events which hits, by the id of their event
     */
    public long startOfLast(IntPredicate events, int most) {
        int found = 0;
        for (Kept kept : kept().newestFirst()) {
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
    public List<EventRecord> last(int eventId, int most) {
        ArrayDeque<EventRecord> found = new ArrayDeque<>();
        Iterator<Kept> newestFirst = kept().newestFirst().iterator();
        while (found.size() < most && newestFirst.hasNext()) {
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
