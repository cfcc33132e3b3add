// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.Counts;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Hits in blocks: batches that follow each other share one, an event stands in front of its first
 * hit, and where numbers are missing it is said how many. Belongs to one thread.
 */
final class HitBlocks {
    private static final int MOST = 256 << 10;

    private final BlockWriter blocks;
    private final LongConsumer unwritten;
    private final BitSet described = new BitSet();
    private final ByteBuffer block = BlockWriter.room(MOST);
    private long blockFirst;
    private int blockHits;

    /** The number of the next hit, if none is missing; 0 at the beginning. */
    private long next;

    /**
     * @param unwritten told of hits that were forgotten before they came here
     */
    HitBlocks(BlockWriter blocks, LongConsumer unwritten) {
        this.blocks = blocks;
        this.unwritten = unwritten;
    }

    void add(EventBatch batch, long first) throws IOException {
        if (next == 0) {
            put(ByteBuffer.wrap(batch.stacksOfOthers()), first, 0);
        } else if (first > next) {
            overwritten(batch, first);
        }
        next = first + batch.size();
        EventCursor hit = null;
        for (int i = 0; i < batch.size(); i++) {
            if (!described.get(batch.eventId(i))) {
                hit = hit == null ? batch.cursor() : hit;
                hit.move(i, first + i);
                describe(new EventStatus(hit.schema(), false, Counts.NONE));
            }
        }
        put(batch.raw(), first, batch.size());
    }

    /** What was kept is forgotten before the oldest of it is written. */
    private void overwritten(EventBatch then, long first) throws IOException {
        flush();
        ByteBuffer when = BlockWriter.room(Long.BYTES + Integer.BYTES);
        if (then.size() > 0) {
            EventRecord hit = then.record(0, first);
            when.putLong(hit.ts()).putInt(hit.cpu());
        } else {
            when.putLong(0).putInt(0);
        }
        blocks.block(Block.UNWRITTEN, next, (int) (first - next), when);
        unwritten.accept(first - next);
    }

    void describe(EventStatus event) throws IOException {
        EventSchema schema = event.schema();
        described.set(schema.id());
        blocks.block(Block.EVENT, 0, 0, BlockWriter.around(EventCodec.encode(event)));
    }

    private void put(ByteBuffer records, long first, int count) throws IOException {
        if (first != blockFirst + blockHits || records.remaining() > block.remaining()) {
            flush();
        }
        if (records.remaining() > block.remaining()) {
            ByteBuffer large = BlockWriter.room(records.remaining());
            blocks.block(Block.HITS, first, count, large.put(records));
        } else {
            blockFirst = blockHits == 0 ? first : blockFirst;
            blockHits += count;
            block.put(records);
        }
    }

    void flush() throws IOException {
        if (block.position() > Block.SIZE) {
            blocks.block(Block.HITS, blockFirst, blockHits, block);
            block.position(Block.SIZE);
        }
        blockHits = 0;
    }

    /**
     * Hits that are not written.
     *
     * @param when the time and CPU of the first
     * @param others records that came between them
     */
    void without(long first, int hits, ByteBuffer when, ByteArrayOutputStream others)
            throws IOException {
        flush();
        blocks.block(Block.UNWRITTEN, first, hits, when);
        next = first + hits;
        put(ByteBuffer.wrap(others.toByteArray()), next, 0);
    }
}
