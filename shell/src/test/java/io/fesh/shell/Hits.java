// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.Base;
import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventBatch.PlacedNotice;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.fake.FakeRecords;
import io.fesh.kernel.TraceTarget.RunOutput;

import java.nio.ByteBuffer;
import java.util.List;

/** A batch of hits of {@code vfs_read(count=INDEX)} that counts how many of them were decoded. */
final class Hits implements EventBatch {
    static final EventSchema SCHEMA =
            new EventSchema(
                    1,
                    "vfs_read",
                    "vfs_read(size_t count)",
                    List.of(),
                    List.of(new Field("count", "size_t", Base.UNSIGNED, 64, 8, 0)));

    /** Bytes of a record. */
    static final int LENGTH = 72;

    private final int size;
    private final List<PlacedNotice> gaps;
    int decoded;

    Hits(int size, PlacedNotice... gaps) {
        this.size = size;
        this.gaps = List.of(gaps);
    }

    /** For who runs what makes hits. */
    static final class NoOutput implements RunOutput {
        @Override
        public void out(byte[] bytes) {}

        @Override
        public void err(byte[] bytes) {}
    }

    static PlacedNotice gap(int before, long lost) {
        return new PlacedNotice(before, new Gap(2_000_000, 1, 1_000_000, lost, 0, 0));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public EventRecord record(int index, long number) {
        decoded++;
        return new EventRecord(
                number,
                SCHEMA,
                1_000L * index,
                0,
                95,
                95,
                "cat",
                0,
                List.of(new FieldValue.Num(index, 8)));
    }

    @Override
    public int eventId(int index) {
        return 1;
    }

    @Override
    public List<PlacedNotice> notices() {
        return gaps;
    }

    @Override
    public long bytes() {
        return (long) LENGTH * size;
    }

    @Override
    public ByteBuffer raw() {
        return FakeRecords.of(this, LENGTH * size);
    }

    @Override
    public BatchDecoder decoder() {
        return FakeRecords.DECODER;
    }
}
