// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A batch of the played kernel's: it has the records that a kernel would have written.
 *
 * @param fuse the id of the event whose fuse has blown, if one has
 */
record PlayedBatch(FakeBatch batch, int fuse) implements EventBatch {

    @Override
    public int size() {
        return batch.size();
    }

    @Override
    public EventRecord record(int index, long number) {
        return batch.record(index, number);
    }

    @Override
    public int eventId(int index) {
        return batch.eventId(index);
    }

    @Override
    public List<PlacedNotice> notices() {
        return batch.notices();
    }

    @Override
    public long bytes() {
        return batch.bytes();
    }

    @Override
    public ByteBuffer raw() {
        return FakeRecords.of(this, KernelRecords.of(batch, fuse));
    }

    @Override
    public BatchDecoder decoder() {
        return batch.decoder();
    }
}
