// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for the records of played batches: bytes that name a batch, so that one can be made again
 * of what a history kept of it.
 */
public final class FakeRecords {
    private static final List<EventBatch> WRITTEN = new ArrayList<>();
    private static final int HEADER = 16;
    private static final int KIND_AT = 6;
    private static final int INDEX_AT = 8;
    private static final int LENGTH_AT = 12;

    /** What names a batch is a record of uapi/fesh.h, of a kind that readers pass over. */
    private static final int RECORD = 56;

    private static final int KIND = 0x7f;

    /** The same for all played batches: they can lie one behind the other. */
    public static final BatchDecoder DECODER = FakeRecords::joined;

    private FakeRecords() {}

    /** So many bytes for a batch, and at least those that name it. */
    public static synchronized ByteBuffer of(EventBatch batch, int length) {
        return named(batch, Math.max(HEADER, length)).asReadOnlyBuffer();
    }

    /** The bytes that a kernel would have written for it, behind those that name it. */
    static synchronized ByteBuffer of(EventBatch batch, byte[] records) {
        ByteBuffer raw = named(batch, RECORD + records.length);
        return raw.put(RECORD, records).asReadOnlyBuffer();
    }

    private static ByteBuffer named(EventBatch batch, int length) {
        WRITTEN.add(batch);
        ByteBuffer raw = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        raw.putShort(0, (short) (RECORD / 8)).put(KIND_AT, (byte) KIND);
        return raw.putInt(INDEX_AT, WRITTEN.size() - 1).putInt(LENGTH_AT, length);
    }

    private static synchronized EventBatch joined(byte[] raw, int length) {
        List<EventRecord> hits = new ArrayList<>();
        List<EventBatch.PlacedNotice> notices = new ArrayList<>();
        int fuse = 0;
        ByteBuffer all = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < length; at += all.getInt(at + LENGTH_AT)) {
            EventBatch batch = WRITTEN.get(all.getInt(at + INDEX_AT));
            fuse = batch instanceof PlayedBatch played ? Math.max(fuse, played.fuse()) : fuse;
            for (EventBatch.PlacedNotice placed : batch.notices()) {
                int before = hits.size() + placed.before();
                notices.add(new EventBatch.PlacedNotice(before, placed.notice()));
            }
            for (int i = 0; i < batch.size(); i++) {
                hits.add(batch.record(i, 0));
            }
        }
        return new PlayedBatch(new FakeBatch(hits, notices), fuse);
    }
}
