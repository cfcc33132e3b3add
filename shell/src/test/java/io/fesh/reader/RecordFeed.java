// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.EventBatch;
import io.fesh.event.EventSchema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Hits of one event as an agent sends them: for each batch, an array of records of its own. */
public final class RecordFeed {
    private static final int BETWEEN_NANOS = 1_000;

    private final RecordBatch.Session session;
    private final int id;
    private final int length;
    private long ts;

    /**
     * @param schema of the event; its fields end at byte {@code length} of a record
     */
    public RecordFeed(EventSchema schema, int length) {
        this.session = new RecordBatch.Session(each -> schema);
        this.id = schema.id();
        this.length = length;
    }

    /** Hits of {@code cat} on CPU 1, each with all fields 0. */
    public EventBatch next(int hits) {
        byte[] raw = new byte[hits * length];
        ByteBuffer records = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        byte[] comm = "cat".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < raw.length; at += length) {
            records.putShort(at + Abi.RECORD_LEN8, (short) (length / 8));
            records.putShort(at + Abi.RECORD_EVENT, (short) id);
            records.putShort(at + Abi.RECORD_CPU, (short) 1);
            records.putLong(at + Abi.RECORD_TS, ts += BETWEEN_NANOS);
            records.putInt(at + Abi.RECORD_PID, 95);
            records.putInt(at + Abi.RECORD_TGID, 95);
            records.put(at + Abi.RECORD_COMM, comm);
        }
        return session.batch(raw);
    }
}
