// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;

import java.nio.ByteBuffer;
import java.util.List;

/** A batch of decoded records. */
public record FakeBatch(List<EventRecord> records, List<PlacedNotice> notices)
        implements EventBatch {

    public FakeBatch {
        records = List.copyOf(records);
        notices = List.copyOf(notices);
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public EventRecord record(int index, long number) {
        EventRecord r = records.get(index);
        return new EventRecord(
                number,
                r.schema(),
                r.ts(),
                r.cpu(),
                r.pid(),
                r.tgid(),
                r.comm(),
                r.caller(),
                r.values());
    }

    @Override
    public int eventId(int index) {
        return records.get(index).schema().id();
    }

    @Override
    public long bytes() {
        return 100L * records.size();
    }

    @Override
    public ByteBuffer raw() {
        return FakeRecords.of(this, 100 * records.size());
    }

    @Override
    public BatchDecoder decoder() {
        return FakeRecords.DECODER;
    }
}
