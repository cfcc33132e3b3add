// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Records as the reader gave them, with the place of each hit: two arrays a batch, whatever the
 * number of hits. Decoding happens when somebody asks for one.
 */
public final class RecordBatch implements EventBatch {
    private final int length;
    private final ByteBuffer view;
    private final int[] offsets;
    private final int size;
    private final List<PlacedNotice> notices;
    private final Session session;

    /**
     * What the records of one session have in common.
     *
     * @param stacks takes those that are told and gives those of earlier records
     */
    record Session(IntFunction<EventSchema> schemas, StackTable stacks) implements BatchDecoder {
        Session(IntFunction<EventSchema> schemas) {
            this(schemas, new StackTable());
        }

        @Override
        public EventBatch batch(byte[] raw, int length) {
            return new RecordBatch(raw, length, this);
        }
    }

    private RecordBatch(byte[] bytes, int length, Session session) {
        this.length = length;
        this.session = session;
        this.view = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        int[] places = new int[length / Abi.RECORD_SIZE];
        List<PlacedNotice> found = new ArrayList<>(0);
        int hits = 0;
        for (int at = 0; at < length; at += lengthAt(at)) {
            switch (kindAt(at)) {
                case Abi.KIND_HIT -> places[hits++] = at;
                case Abi.KIND_GAP -> found.add(new PlacedNotice(hits, gapAt(at)));
                case Abi.KIND_FUSE -> found.add(new PlacedNotice(hits, fuseAt(at)));
                case Abi.KIND_STACK ->
                        session.stacks.put(view.getLong(at + Abi.STACK_HASH), framesAt(at));
                default -> {} // a newer module may have more to tell
            }
        }
        this.size = hits;
        this.offsets = places;
        this.notices = List.copyOf(found);
    }

    /**
     * One that has its session for itself. Takes the array over: nobody may change it from now on.
     *
     * @throws IllegalArgumentException the bytes are no sequence of records
     */
    public static RecordBatch of(byte[] bytes, IntFunction<EventSchema> schemas) {
        return new RecordBatch(bytes, bytes.length, new Session(schemas));
    }

    /** The first {@code length} bytes of a buffer that is used again. */
    static RecordBatch copyOf(ByteBuffer source, int length, Session session) {
        byte[] copy = new byte[length];
        source.get(0, copy);
        return new RecordBatch(copy, length, session);
    }

    /**
     * Makes batches of the records of one file; they share the stacks that they tell, all of them.
     */
    public static BatchDecoder decoder(IntFunction<EventSchema> schemas) {
        return new Session(schemas, new StackTable(Integer.MAX_VALUE));
    }

    /** Of some records, those that are no hits: what was said between them. */
    public static byte[] withoutHits(ByteBuffer records) {
        ByteBuffer in = records.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        for (int at = 0; at < in.limit(); ) {
            int length = (in.getShort(at + Abi.RECORD_LEN8) & 0xffff) * 8;
            if (in.get(at + Abi.RECORD_KIND) != Abi.KIND_HIT) {
                byte[] record = new byte[length];
                in.get(at, record);
                others.writeBytes(record);
            }
            at += length;
        }
        return others.toByteArray();
    }

    int lengthAt(int at) {
        return (view.getShort(at + Abi.RECORD_LEN8) & 0xffff) * 8;
    }

    private int kindAt(int at) {
        int left = length - at;
        if (left < Abi.RECORD_SIZE || lengthAt(at) < Abi.RECORD_SIZE || lengthAt(at) > left) {
            throw malformed(at);
        }
        return view.get(at + Abi.RECORD_KIND);
    }

    private Gap gapAt(int at) {
        if (lengthAt(at) != Abi.GAP_SIZE) {
            throw malformed(at);
        }
        return new Gap(
                view.getLong(at + Abi.RECORD_TS),
                view.getShort(at + Abi.RECORD_CPU) & 0xffff,
                view.getLong(at + Abi.GAP_SINCE_TS),
                view.getLong(at + Abi.GAP_LOST + 8 * Abi.LOSS_FULL),
                view.getLong(at + Abi.GAP_LOST + 8 * Abi.LOSS_NEST),
                view.getLong(at + Abi.GAP_LOST + 8 * Abi.LOSS_BIG),
                view.getLong(at + Abi.GAP_LOST + 8 * Abi.LOSS_SLOT));
    }

    private List<Long> framesAt(int at) {
        int count = lengthAt(at) < Abi.STACK_SIZE ? -1 : view.getInt(at + Abi.STACK_COUNT);
        if (count < 0 || lengthAt(at) != Abi.STACK_SIZE + 8L * count) {
            throw malformed(at);
        }
        Long[] frames = new Long[count];
        for (int i = 0; i < count; i++) {
            frames[i] = view.getLong(at + Abi.STACK_FRAMES + 8 * i);
        }
        return List.of(frames);
    }

    private FuseBlown fuseAt(int at) {
        if (lengthAt(at) != Abi.FUSE_SIZE) {
            throw malformed(at);
        }
        int id = view.getShort(at + Abi.RECORD_EVENT) & 0xffff;
        EventSchema schema = session.schemas.apply(id);
        return new FuseBlown(
                view.getLong(at + Abi.RECORD_TS),
                view.getShort(at + Abi.RECORD_CPU) & 0xffff,
                schema == null ? "event " + id : schema.name(),
                view.getLong(at + Abi.FUSE_LIMIT),
                view.getLong(at + Abi.FUSE_HITS),
                view.getLong(at + Abi.FUSE_SPAN));
    }

    private static IllegalArgumentException malformed(int at) {
        return new IllegalArgumentException("batch holds no record at byte " + at);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public EventRecord record(int index, long number) {
        EventCursor cursor = cursor();
        cursor.move(index, number);
        return cursor.record();
    }

    @Override
    public EventCursor cursor() {
        return new RecordCursor(this, view, session.stacks);
    }

    EventSchema schema(int id) {
        EventSchema schema = session.schemas.apply(id);
        if (schema == null) {
            throw new IllegalStateException("no schema for event " + id);
        }
        return schema;
    }

    @Override
    public int eventId(int index) {
        return view.getShort(offset(index) + Abi.RECORD_EVENT) & 0xffff;
    }

    int offset(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return offsets[index];
    }

    @Override
    public List<PlacedNotice> notices() {
        return notices;
    }

    @Override
    public long bytes() {
        return length + 4L * offsets.length;
    }

    @Override
    public ByteBuffer raw() {
        return view.asReadOnlyBuffer();
    }

    @Override
    public BatchDecoder decoder() {
        return session;
    }

    @Override
    public byte[] stacksOfOthers() {
        return session.stacks.records();
    }
}
