// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.ByteBuffer;
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
 * size outside the heap, where no collection has to copy them. Who asks is given a copy, decoded
 * without any lock, so that nobody who looks holds up those who come. Safe for use by several
 * threads.
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

    /**
     * Some batches one behind the other, so that the index stays small when batches are.
     *
     * @param start its place in the ring
     * @param first the number of its first hit
     */
    private record Chunk(long start, int length, long first, int hits, BatchDecoder decoder) {

        boolean has(long number) {
            return number >= first && number < first + hits;
        }

        Chunk with(int moreBytes, int moreHits) {
            return new Chunk(start, length + moreBytes, first, hits + moreHits, decoder);
        }
    }

    /**
     * What was kept at one moment, oldest first. What is overwritten before a walk comes to it is
     * left out and counted. The walks of one snapshot belong to one thread.
     */
    public final class Snapshot implements Iterable<Kept> {
        private final List<Chunk> all;
        private long overwritten;

        private Snapshot(List<Chunk> all) {
            this.all = all;
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
            return () -> walk(all.size() - 1, -1);
        }

        private Iterator<Kept> walk(int from, int step) {
            return IntStream.iterate(from, i -> i >= 0 && i < all.size(), i -> i + step)
                    .mapToObj(i -> load(all.get(i)))
                    .flatMap(Optional::stream)
                    .iterator();
        }

        private Optional<Kept> load(Chunk chunk) {
            Optional<EventBatch> batch = EventHistory.this.load(chunk);
            overwritten += batch.isEmpty() ? chunk.hits() : 0;
            return batch.map(hits -> new Kept(chunk.first(), hits));
        }
    }

    /** A walk copies such a part of the memory at a time, and so much is forgotten at a time. */
    private static final int PARTS = 256;

    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private ByteRing ring;
    private long next = 1;

    /**
     * @param maxBytes the size of its memory, which is taken when it is needed
     */
    public EventHistory(long maxBytes) {
        this(new ByteRing(maxBytes));
    }

    private EventHistory(ByteRing ring) {
        this.ring = ring;
    }

    /** One that begins anew in the memory of this one, which keeps nothing from now on. */
    public synchronized EventHistory successor() {
        ByteRing memory = ring;
        ring = new ByteRing(0);
        chunks.clear();
        return new EventHistory(memory);
    }

    /**
     * Adds a batch and returns the number of its first hit. One that is larger than the memory is
     * not kept, nor is what came before it.
     */
    public synchronized long append(EventBatch batch) {
        long first = next;
        next += batch.size();
        ByteBuffer raw = batch.raw();
        int length = raw.remaining();
        long oldestLeft = ring.end() + length - ring.capacity();
        while (!chunks.isEmpty() && chunks.getFirst().start() < oldestLeft) {
            chunks.removeFirst();
        }
        if (length > ring.capacity()) {
            chunks.clear();
        } else if (length > 0) {
            put(raw, new Chunk(ring.end(), length, first, batch.size(), batch.decoder()));
        }
        return first;
    }

    private void put(ByteBuffer raw, Chunk added) {
        ring.put(raw);
        Chunk last = chunks.peekLast();
        if (last != null
                && last.length() + added.length() <= ring.capacity() / PARTS
                && last.decoder().equals(added.decoder())) {
            chunks.removeLast();
            chunks.addLast(last.with(added.length(), added.hits()));
        } else {
            chunks.addLast(added);
        }
    }

    /** A copy, if it is still kept. Only the copying holds up who appends. */
    private Optional<EventBatch> load(Chunk chunk) {
        byte[] raw = new byte[chunk.length()];
        synchronized (this) {
            if (chunks.isEmpty() || chunk.start() < chunks.getFirst().start()) {
                return Optional.empty();
            }
            ring.get(chunk.start(), raw);
        }
        return Optional.of(chunk.decoder().batch(raw));
    }

    /** All that is kept now. */
    public synchronized Snapshot kept() {
        return new Snapshot(List.copyOf(chunks));
    }

    /** How many are kept now. */
    public synchronized long bytes() {
        return chunks.isEmpty() ? 0 : ring.end() - chunks.getFirst().start();
    }

    /** The most bytes that are kept. */
    public synchronized long maxBytes() {
        return ring.capacity();
    }

    /** Hits seen since the start, kept or not. */
    public synchronized long total() {
        return next - 1;
    }

    /** The number of the oldest hit that is kept; {@code total() + 1} if there is none. */
    public synchronized long oldest() {
        return chunks.isEmpty() ? next : chunks.getFirst().first();
    }

    public Optional<EventRecord> get(long number) {
        return part(number).map(part -> part.batch().record((int) (number - part.first()), number));
    }

    /** A hit with those around it, for who goes on from it. */
    public Optional<Kept> part(long number) {
        return chunkOf(number)
                .flatMap(chunk -> load(chunk).map(hits -> new Kept(chunk.first(), hits)));
    }

    private synchronized Optional<Chunk> chunkOf(long number) {
        return chunks.stream().filter(chunk -> chunk.has(number)).findFirst();
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
