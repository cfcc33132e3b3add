// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.Base;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.Notice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes that a kernel would have written for a batch: the records of uapi/fesh.h. */
final class KernelRecords {
    private static final int HEADER = 56;
    private static final int COMM = 16;
    private static final int GAP = 96;
    private static final int FUSE = 80;
    private static final int STACK = 72;

    private static final int KIND_GAP = 2;
    private static final int KIND_FUSE = 3;
    private static final int KIND_STACK = 4;

    private static final long FAULT = 1;
    private static final long CUT = 2;
    private static final long LATE = 3;

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    private KernelRecords() {}

    /**
     * @param fuse the id of the event whose fuse has blown, if one has
     */
    static byte[] of(EventBatch batch, int fuse) {
        KernelRecords records = new KernelRecords();
        batch.items(
                1,
                item -> {
                    if (item instanceof EventRecord hit) {
                        records.hit(hit);
                    } else {
                        records.notice((Notice) item, fuse);
                    }
                });
        return records.all.toByteArray();
    }

    private static ByteBuffer record(int length, int event, int cpu, int kind, long ts) {
        int padded = (length + 7) / 8 * 8;
        ByteBuffer record = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort(0, (short) (padded / 8));
        record.putShort(2, (short) event);
        record.putShort(4, (short) cpu);
        record.put(6, (byte) kind);
        return record.putLong(8, ts);
    }

    private void hit(EventRecord hit) {
        List<Field> fields = hit.schema().fields();
        int fixed = HEADER;
        int texts = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            fixed = Math.max(fixed, field.offset() + field.size() * Math.max(1, field.count()));
            FieldValue value = hit.values().get(i);
            if (value instanceof FieldValue.Stack stack) {
                stack(stack, hit);
            } else if (value instanceof FieldValue.Text text) {
                texts += text.bytes().length;
            }
        }
        ByteBuffer record = record(fixed + texts, hit.schema().id(), hit.cpu(), 0, hit.ts());
        record.putInt(16, hit.pid()).putInt(20, hit.tgid()).putLong(24, hit.caller());
        byte[] comm = hit.comm().getBytes(StandardCharsets.ISO_8859_1);
        record.put(32, comm, 0, Math.min(COMM, comm.length));
        record.position(fixed);
        long state = 0;
        for (int i = 0; i < fields.size(); i++) {
            state |= value(record, fields.get(i), hit.values().get(i)) << 2 * i;
        }
        all.writeBytes(record.putLong(48, state).array());
    }

    /** Returns the field's state; texts go to the record's position. */
    private static long value(ByteBuffer record, Field field, FieldValue value) {
        if (value instanceof FieldValue.Num num) {
            number(record, field.offset(), field.size(), num.bits());
        } else if (value instanceof FieldValue.Symbol symbol) {
            number(record, field.offset(), field.size(), symbol.address());
        } else if (value instanceof FieldValue.Stack stack) {
            record.putLong(field.offset(), stack.hash());
        } else if (value instanceof FieldValue.Array array) {
            for (int i = 0; i < array.elements().size(); i++) {
                int at = field.offset() + i * field.size();
                number(record, at, field.size(), ((FieldValue.Num) array.elements().get(i)).bits());
            }
        } else if (value instanceof FieldValue.Text text) {
            if (field.base() == Base.STRING) {
                record.putInt(field.offset(), text.bytes().length << 16 | record.position());
                record.put(text.bytes());
            } else {
                record.put(field.offset(), text.bytes());
            }
            return text.cut() ? CUT : text.late() ? LATE : 0;
        } else {
            return FAULT;
        }
        return 0;
    }

    private static void number(ByteBuffer record, int at, int size, long bits) {
        for (int i = 0; i < size; i++) {
            record.put(at + i, (byte) (bits >>> 8 * i));
        }
    }

    private void stack(FieldValue.Stack stack, EventRecord hit) {
        List<Long> frames = stack.frames();
        ByteBuffer record = record(STACK + 8 * frames.size(), 0, hit.cpu(), KIND_STACK, hit.ts());
        record.putLong(56, stack.hash()).putInt(64, frames.size()).position(STACK);
        frames.forEach(record::putLong);
        all.writeBytes(record.array());
    }

    private void notice(Notice notice, int blown) {
        if (notice instanceof Gap gap) {
            ByteBuffer record = record(GAP, 0, gap.cpu(), KIND_GAP, gap.ts());
            record.putLong(56, gap.since()).putLong(64, gap.lostFull());
            record.putLong(72, gap.lostNest()).putLong(80, gap.lostBig());
            all.writeBytes(record.putLong(88, gap.lostSlot()).array());
        } else if (notice instanceof FuseBlown fuse) {
            ByteBuffer record = record(FUSE, blown, fuse.cpu(), KIND_FUSE, fuse.ts());
            record.putLong(56, fuse.limit()).putLong(64, fuse.hits());
            all.writeBytes(record.putLong(72, fuse.span()).array());
        }
    }
}
