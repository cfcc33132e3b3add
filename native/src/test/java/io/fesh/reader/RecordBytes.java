// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes records as the kernel does, for tests of what reads them. */
public final class RecordBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A hit at 1000 on CPU 3, of thread 95 in process 90. */
    public RecordBytes hit(int event, String comm, long state, byte[] payload) {
        int length = (Abi.RECORD_SIZE + payload.length + 7) / 8 * 8;
        ByteBuffer record = header(length, event, 3, Abi.KIND_HIT, 1000);
        record.putInt(Abi.RECORD_PID, 95);
        record.putInt(Abi.RECORD_TGID, 90);
        record.putLong(Abi.RECORD_CALLER, 0xffffffff81000010L);
        record.put(Abi.RECORD_COMM, comm.getBytes(StandardCharsets.ISO_8859_1));
        record.putLong(Abi.RECORD_STATE, state);
        record.put(Abi.RECORD_SIZE, payload);
        bytes.writeBytes(record.array());
        return this;
    }

    public RecordBytes gap(int cpu, long since, long ts, long full, long nest, long big) {
        ByteBuffer record = header(Abi.GAP_SIZE, 0, cpu, Abi.KIND_GAP, ts);
        record.putLong(Abi.GAP_SINCE_TS, since);
        record.putLong(Abi.GAP_LOST + 8 * Abi.LOSS_FULL, full);
        record.putLong(Abi.GAP_LOST + 8 * Abi.LOSS_NEST, nest);
        record.putLong(Abi.GAP_LOST + 8 * Abi.LOSS_BIG, big);
        bytes.writeBytes(record.array());
        return this;
    }

    public RecordBytes fuse(int event, int cpu, long ts, long limit, long hits, long span) {
        ByteBuffer record = header(Abi.FUSE_SIZE, event, cpu, Abi.KIND_FUSE, ts);
        record.putLong(Abi.FUSE_LIMIT, limit);
        record.putLong(Abi.FUSE_HITS, hits);
        record.putLong(Abi.FUSE_SPAN, span);
        bytes.writeBytes(record.array());
        return this;
    }

    public RecordBytes stack(long hash, long... frames) {
        ByteBuffer record = header(Abi.STACK_SIZE + 8 * frames.length, 0, 3, Abi.KIND_STACK, 1000);
        record.putLong(Abi.STACK_HASH, hash);
        record.putInt(Abi.STACK_COUNT, frames.length);
        for (int i = 0; i < frames.length; i++) {
            record.putLong(Abi.STACK_FRAMES + 8 * i, frames[i]);
        }
        bytes.writeBytes(record.array());
        return this;
    }

    RecordBytes raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    public byte[] toArray() {
        return bytes.toByteArray();
    }

    public static ByteBuffer payload(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer header(int length, int event, int cpu, int kind, long ts) {
        ByteBuffer record = payload(length);
        record.putShort(Abi.RECORD_LEN8, (short) (length / 8));
        record.putShort(Abi.RECORD_EVENT, (short) event);
        record.putShort(Abi.RECORD_CPU, (short) cpu);
        record.put(Abi.RECORD_KIND, (byte) kind);
        record.putLong(Abi.RECORD_TS, ts);
        return record;
    }
}
