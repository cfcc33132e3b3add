// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventRecord;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/** The hits of one block, which are read from the file when somebody asks for one of them. */
final class RecordedBatch implements EventBatch {
    private final int size;
    private final List<PlacedNotice> notices;
    private final Supplier<EventBatch> reading;

    /** As long as nobody else needs the memory: who asks for one hit often asks for the next. */
    private volatile SoftReference<EventBatch> read = new SoftReference<>(null);

    /**
     * @param reading throws {@link java.io.UncheckedIOException} if the file is not what it was
     */
    RecordedBatch(int size, List<PlacedNotice> notices, Supplier<EventBatch> reading) {
        this.size = size;
        this.notices = List.copyOf(notices);
        this.reading = reading;
    }

    private EventBatch batch() {
        EventBatch batch = read.get();
        if (batch == null) {
            batch = reading.get();
            read = new SoftReference<>(batch);
        }
        return batch;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public EventRecord record(int index, long number) {
        return batch().record(index, number);
    }

    @Override
    public EventCursor cursor() {
        return batch().cursor();
    }

    @Override
    public int eventId(int index) {
        return batch().eventId(index);
    }

    @Override
    public List<PlacedNotice> notices() {
        return notices;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public ByteBuffer raw() {
        return batch().raw();
    }

    @Override
    public BatchDecoder decoder() {
        return batch().decoder();
    }
}
