// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of the newest hits, in a memory of fixed size. Who looks at some is given a copy,
 * decoded without the lock, so that only copying holds up who brings others. Safe for use by
 * several threads.
 */
final class RecordMemory {
    /** Such a part is copied for a walk at a time, and so much is forgotten at a time. */
    private static final int PARTS = 256;

    /**
     * Some batches one behind the other, so that the index stays small when batches are.
     *
     * @param start its place in the ring
     * @param first the number of its first hit
     */
    record Chunk(long start, int length, long first, int hits, BatchDecoder decoder) {

        boolean touches(long from, long to) {
            return first <= to && first + hits >= from;
        }

        boolean has(long number) {
            return number >= first && number < first + hits;
        }

        private Chunk with(int moreBytes, int moreHits) {
            return new Chunk(start, length + moreBytes, first, hits + moreHits, decoder);
        }
    }

    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private ByteRing ring;

    RecordMemory(long capacity) {
        this(new ByteRing(capacity));
    }

    private RecordMemory(ByteRing ring) {
        this.ring = ring;
    }

    /** An empty one in the place of this one, which keeps nothing from now on. */
    synchronized RecordMemory handOver() {
        ByteRing memory = ring;
        ring = new ByteRing(0);
        chunks.clear();
        return new RecordMemory(memory);
    }

    /** One that is larger than the memory is not kept, nor is what came before it. */
    synchronized void append(EventBatch batch, long first) {
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

    /**
     * A batch of what is still there.
     *
     * @param room at least as long as the chunk; not to be changed as long as the batch is in use
     */
    Optional<EventBatch> load(Chunk chunk, byte[] room) {
        synchronized (this) {
            if (chunks.isEmpty() || chunk.start() < chunks.getFirst().start()) {
                return Optional.empty();
            }
            ring.get(chunk.start(), room, chunk.length());
        }
        return Optional.of(chunk.decoder().batch(room, chunk.length()));
    }

    /** Those with hits from one number to another, and some around them; oldest first. */
    synchronized List<Chunk> between(long from, long to) {
        return chunks.stream().filter(chunk -> chunk.touches(from, to)).toList();
    }

    synchronized Optional<Chunk> with(long number) {
        return chunks.stream().filter(chunk -> chunk.has(number)).findFirst();
    }

    /** The number of the oldest hit. */
    synchronized OptionalLong oldest() {
        return chunks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(chunks.getFirst().first());
    }

    /** How many are in use. */
    synchronized long bytes() {
        return chunks.isEmpty() ? 0 : ring.end() - chunks.getFirst().start();
    }

    synchronized long capacity() {
        return ring.capacity();
    }
}
