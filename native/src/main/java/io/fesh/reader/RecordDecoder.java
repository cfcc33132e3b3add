// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** From the bytes of one hit to its values. */
final class RecordDecoder {
    private RecordDecoder() {}

    /**
     * @param record exactly the record, little-endian
     */
    static EventRecord decode(
            ByteBuffer record, long number, EventSchema schema, StackTable stacks) {
        long states = record.getLong(Abi.RECORD_STATE);
        List<Field> fields = schema.fields();
        List<FieldValue> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            FieldValue value = value(record, fields.get(i), (int) (states >>> (2 * i)) & 3);
            boolean stack = fields.get(i).base() == Base.STACK;
            values.add(stack && value instanceof FieldValue.Num hash ? stack(hash, stacks) : value);
        }
        return new EventRecord(
                number,
                schema,
                record.getLong(Abi.RECORD_TS),
                record.getShort(Abi.RECORD_CPU) & 0xffff,
                record.getInt(Abi.RECORD_PID),
                record.getInt(Abi.RECORD_TGID),
                new String(
                        untilNul(record, Abi.RECORD_COMM, Abi.COMM_LEN),
                        StandardCharsets.ISO_8859_1),
                record.getLong(Abi.RECORD_CALLER),
                values);
    }

    private static FieldValue stack(FieldValue.Num hash, StackTable stacks) {
        return new FieldValue.Stack(hash.bits(), stacks.frames(hash.bits()));
    }

    private static FieldValue value(ByteBuffer record, Field field, int state) {
        int end = field.offset() + field.size() * Math.max(1, field.count());
        // A target that says one thing and sends another has no value to show.
        if (state == Abi.STATE_FAULT || field.offset() < 0 || end > record.limit()) {
            return new FieldValue.Fault();
        }
        if (!field.isArray()) {
            return element(record, field, field.offset(), state);
        }
        if (field.base() == Base.CHAR) {
            byte[] text = untilNul(record, field.offset(), field.count());
            return new FieldValue.Text(text, state == Abi.STATE_CUT);
        }
        List<FieldValue> elements = new ArrayList<>(field.count());
        for (int i = 0; i < field.count(); i++) {
            elements.add(element(record, field, field.offset() + i * field.size(), state));
        }
        return new FieldValue.Array(elements);
    }

    private static FieldValue element(ByteBuffer record, Field field, int at, int state) {
        return switch (field.base()) {
            case STRING -> string(record, record.getInt(at), state);
            case SYMBOL -> new FieldValue.Symbol(bits(record, at, field.size(), false));
            default ->
                    new FieldValue.Num(
                            bits(record, at, field.size(), field.base() == Base.SIGNED),
                            field.size());
        };
    }

    static long bits(ByteBuffer record, int at, int size, boolean signed) {
        return switch (size) {
            case 1 -> signed ? record.get(at) : record.get(at) & 0xff;
            case 2 -> signed ? record.getShort(at) : record.getShort(at) & 0xffff;
            case 4 -> signed ? record.getInt(at) : record.getInt(at) & 0xffff_ffffL;
            case 8 -> record.getLong(at);
            default -> throw new IllegalArgumentException("no integer has " + size + " bytes");
        };
    }

    private static FieldValue string(ByteBuffer record, int place, int state) {
        int offset = place & 0xffff;
        int length = place >>> 16;
        if (offset + length > record.limit()) {
            return new FieldValue.Fault();
        }
        byte[] text = new byte[length];
        record.get(offset, text);
        return new FieldValue.Text(text, state == Abi.STATE_CUT, state == Abi.STATE_LATE);
    }

    private static byte[] untilNul(ByteBuffer record, int at, int most) {
        int length = 0;
        while (length < most && record.get(at + length) != 0) {
            length++;
        }
        byte[] text = new byte[length];
        record.get(at, text);
        return text;
    }
}
