// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.Base;
import io.fesh.event.EventCursor;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.KeyBytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** From the bytes of one hit to its values, as far as somebody asks. */
final class RecordCursor implements EventCursor {
    private final RecordBatch batch;
    private final ByteBuffer bytes;
    private final StackTable stacks;
    private int at;
    private int limit;
    private long number;
    private int schemaId = -1;
    private EventSchema schema;
    private long commStart;
    private long commEnd;
    private String comm = "";

    /**
     * @param bytes of the batch, little-endian
     */
    RecordCursor(RecordBatch batch, ByteBuffer bytes, StackTable stacks) {
        this.batch = batch;
        this.bytes = bytes;
        this.stacks = stacks;
    }

    @Override
    public void move(int index, long newNumber) {
        at = batch.offset(index);
        limit = at + batch.lengthAt(at);
        number = newNumber;
        int id = batch.eventId(index);
        if (id != schemaId) {
            schema = batch.schema(id);
            schemaId = id;
        }
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public EventSchema schema() {
        return schema;
    }

    @Override
    public long ts() {
        return bytes.getLong(at + Abi.RECORD_TS);
    }

    @Override
    public int cpu() {
        return bytes.getShort(at + Abi.RECORD_CPU) & 0xffff;
    }

    @Override
    public int pid() {
        return bytes.getInt(at + Abi.RECORD_PID);
    }

    @Override
    public int tgid() {
        return bytes.getInt(at + Abi.RECORD_TGID);
    }

    /** Hits of one thread follow each other often enough to keep its name. */
    @Override
    public String comm() {
        long start = bytes.getLong(at + Abi.RECORD_COMM);
        long end = bytes.getLong(at + Abi.RECORD_COMM + Long.BYTES);
        if (start != commStart || end != commEnd) {
            byte[] name = untilNul(at + Abi.RECORD_COMM, Abi.COMM_LEN);
            comm = new String(name, StandardCharsets.ISO_8859_1);
            commStart = start;
            commEnd = end;
        }
        return comm;
    }

    @Override
    public long caller() {
        return bytes.getLong(at + Abi.RECORD_CALLER);
    }

    @Override
    public boolean isFault(int index) {
        Field field = schema.fields().get(index);
        if (isUnread(field, index)) {
            return true;
        }
        return field.base() == Base.STRING && stringEnd(bytes.getInt(at + field.offset())) > limit;
    }

    /** A target that says one thing and sends another has no value to show either. */
    private boolean isUnread(Field field, int index) {
        int end = field.offset() + field.size() * Math.max(1, field.count());
        return state(index) == Abi.STATE_FAULT || field.offset() < 0 || at + end > limit;
    }

    private int state(int index) {
        return (int) (bytes.getLong(at + Abi.RECORD_STATE) >>> 2 * index) & 3;
    }

    @Override
    public long bits(int index) {
        Field field = schema.fields().get(index);
        boolean number = field.base() != Base.STRING && field.base() != Base.STACK;
        if (field.isArray() || !number || isUnread(field, index)) {
            throw new IllegalStateException(field.name() + " is not a number");
        }
        return bits(field, at + field.offset());
    }

    private long bits(Field field, int place) {
        boolean signed = field.base() == Base.SIGNED;
        return switch (field.size()) {
            case 1 -> signed ? bytes.get(place) : bytes.get(place) & 0xff;
            case 2 -> signed ? bytes.getShort(place) : bytes.getShort(place) & 0xffff;
            case 4 -> signed ? bytes.getInt(place) : bytes.getInt(place) & 0xffff_ffffL;
            case 8 -> bytes.getLong(place);
            default ->
                    throw new IllegalArgumentException("no integer has " + field.size() + " bytes");
        };
    }

    @Override
    public FieldValue value(int index) {
        Field field = schema.fields().get(index);
        int state = state(index);
        if (isUnread(field, index)) {
            return new FieldValue.Fault();
        }
        int place = at + field.offset();
        if (!field.isArray()) {
            return element(field, place, state);
        }
        if (field.base() == Base.CHAR) {
            return new FieldValue.Text(untilNul(place, field.count()), state == Abi.STATE_CUT);
        }
        List<FieldValue> elements = new ArrayList<>(field.count());
        for (int i = 0; i < field.count(); i++) {
            elements.add(element(field, place + i * field.size(), state));
        }
        return new FieldValue.Array(elements);
    }

    @Override
    public void key(int index, KeyBytes to) {
        Field field = schema.fields().get(index);
        if (isFault(index)) {
            to.add((byte) 0);
            return;
        }
        to.add((byte) (state(index) == Abi.STATE_CUT ? 2 : 1));
        int place = at + field.offset();
        int count = field.size() * Math.max(1, field.count());
        if (field.base() == Base.STRING) {
            int where = bytes.getInt(place);
            place = at + (where & 0xffff);
            count = where >>> 16;
            to.add((long) count);
        } else if (field.base() == Base.CHAR && field.isArray()) {
            count = lengthUntilNul(place, count);
            to.add((long) count);
        }
        to.add(bytes.array(), bytes.arrayOffset() + place, count);
    }

    private FieldValue element(Field field, int place, int state) {
        return switch (field.base()) {
            case STRING -> string(bytes.getInt(place), state);
            case SYMBOL -> new FieldValue.Symbol(bits(field, place));
            case STACK -> stack(bits(field, place));
            default -> new FieldValue.Num(bits(field, place), field.size());
        };
    }

    private FieldValue stack(long hash) {
        return new FieldValue.Stack(hash, stacks.frames(hash));
    }

    /** Where a string ends whose place in the record is given as {@code place}. */
    private int stringEnd(int place) {
        return at + (place & 0xffff) + (place >>> 16);
    }

    private FieldValue string(int place, int state) {
        if (stringEnd(place) > limit) {
            return new FieldValue.Fault();
        }
        byte[] text = new byte[place >>> 16];
        bytes.get(at + (place & 0xffff), text);
        return new FieldValue.Text(text, state == Abi.STATE_CUT, state == Abi.STATE_LATE);
    }

    private byte[] untilNul(int from, int most) {
        byte[] text = new byte[lengthUntilNul(from, most)];
        bytes.get(from, text);
        return text;
    }

    private int lengthUntilNul(int from, int most) {
        int length = 0;
        while (length < most && bytes.get(from + length) != 0) {
            length++;
        }
        return length;
    }

    @Override
    public EventRecord record() {
        int count = schema.fields().size();
        List<FieldValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(i));
        }
        return new EventRecord(
                number, schema, ts(), cpu(), pid(), tgid(), comm(), caller(), values);
    }
}
