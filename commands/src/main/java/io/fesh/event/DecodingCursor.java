// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** The cursor of a batch that has nothing better: it decodes the hit at which it stands. */
final class DecodingCursor implements EventCursor {
    private final EventBatch batch;
    private EventRecord record;

    DecodingCursor(EventBatch batch) {
        this.batch = batch;
    }

    @Override
    public void move(int index, long number) {
        record = batch.record(index, number);
    }

    @Override
    public long number() {
        return record.number();
    }

    @Override
    public EventSchema schema() {
        return record.schema();
    }

    @Override
    public long ts() {
        return record.ts();
    }

    @Override
    public int cpu() {
        return record.cpu();
    }

    @Override
    public int pid() {
        return record.pid();
    }

    @Override
    public int tgid() {
        return record.tgid();
    }

    @Override
    public String comm() {
        return record.comm();
    }

    @Override
    public long caller() {
        return record.caller();
    }

    @Override
    public boolean isFault(int field) {
        return record.isFault(field);
    }

    @Override
    public long bits(int field) {
        return record.bits(field);
    }

    @Override
    public FieldValue value(int field) {
        return record.value(field);
    }

    @Override
    public EventRecord record() {
        return record;
    }
}
