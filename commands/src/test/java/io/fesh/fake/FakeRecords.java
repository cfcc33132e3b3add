// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for the records of played batches: bytes that name a batch, so that one can be made again
 * of what a history kept of it.
 */
public final class FakeRecords {
    private static final List<EventBatch> WRITTEN = new ArrayList<>();
    private static final int HEADER = 2 * Integer.BYTES;

    /** The same for all played batches: they can lie one behind the other. */
    public static final BatchDecoder DECODER = FakeRecords::joined;

    private FakeRecords() {}

    /** So many bytes for a batch, and at least those that name it. */
    public static synchronized ByteBuffer of(EventBatch batch, int length) {
        WRITTEN.add(batch);
        ByteBuffer raw = ByteBuffer.allocate(Math.max(HEADER, length));
        raw.putInt(0, WRITTEN.size() - 1).putInt(Integer.BYTES, raw.capacity());
        return raw.asReadOnlyBuffer();
    }

    private static synchronized EventBatch joined(byte[] raw, int length) {
        List<EventRecord> hits = new ArrayList<>();
        List<EventBatch.PlacedNotice> notices = new ArrayList<>();
        ByteBuffer all = ByteBuffer.wrap(raw);
        for (int at = 0; at < length; at += all.getInt(at + Integer.BYTES)) {
            EventBatch batch = WRITTEN.get(all.getInt(at));
            for (EventBatch.PlacedNotice placed : batch.notices()) {
                int before = hits.size() + placed.before();
                notices.add(new EventBatch.PlacedNotice(before, placed.notice()));
            }
            for (int i = 0; i < batch.size(); i++) {
                hits.add(batch.record(i, 0));
            }
        }
        return new FakeBatch(hits, notices);
    }
}
