// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.event.Base;
import io.fesh.event.EventBatch;
import io.fesh.event.EventBatch.PlacedNotice;
import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class RecordBatchTest {
    private static EventSchema schema(Field... fields) {
        return new EventSchema(7, "e", "f()", List.of(), List.of(fields));
    }

    private static FieldValue decode(Field field, long state, byte[] payload) {
        byte[] bytes = new RecordBytes().hit(7, "cat", state, payload).toArray();
        return RecordBatch.of(bytes, id -> schema(field)).record(0, 1).values().get(0);
    }

    private static Field field(Base base, int offset, int size, int count) {
        return new Field("v", "t", base, offset, size, count);
    }

    @Test
    void headerOfAHitIsDecoded() {
        byte[] bytes = new RecordBytes().hit(7, "c\u00e9\u001b", 0, new byte[0]).toArray();

        EventRecord record = RecordBatch.of(bytes, id -> schema()).record(0, 42);

        assertThat(record)
                .isEqualTo(
                        new EventRecord(
                                42,
                                schema(),
                                1000,
                                3,
                                95,
                                90,
                                "c\u00e9\u001b",
                                0xffffffff81000010L,
                                List.of()));
    }

    @Test
    void commOfSixteenBytesHasNoNul() {
        byte[] bytes = new RecordBytes().hit(7, "sixteen-bytes-16", 0, new byte[0]).toArray();
        assertThat(RecordBatch.of(bytes, id -> schema()).record(0, 1).comm())
                .isEqualTo("sixteen-bytes-16");
    }

    @Test
    void integersAreExtendedByTheirSign() {
        byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
        for (int size : new int[] {1, 2, 4, 8}) {
            long unsigned = size == 8 ? -1L : (1L << (8 * size)) - 1;
            assertThat(decode(field(Base.SIGNED, 56, size, 0), 0, ones))
                    .isEqualTo(new FieldValue.Num(-1, size));
            assertThat(decode(field(Base.UNSIGNED, 56, size, 0), 0, ones))
                    .isEqualTo(new FieldValue.Num(unsigned, size));
            assertThat(decode(field(Base.HEX, 56, size, 0), 0, ones))
                    .isEqualTo(new FieldValue.Num(unsigned, size));
        }
    }

    @Test
    void symbolIsAnAddress() {
        byte[] payload = RecordBytes.payload(8).putLong(0xffffffff81234560L).array();
        assertThat(decode(field(Base.SYMBOL, 56, 8, 0), 0, payload))
                .isEqualTo(new FieldValue.Symbol(0xffffffff81234560L));
    }

    @Test
    void stringKeepsItsBytesAndSaysWhetherItWasCut() {
        byte[] text = {'/', 'e', 't', 'c', (byte) 0xff, 0x1b};
        ByteBuffer payload = RecordBytes.payload(16).putInt(60 | text.length << 16).put(text);
        Field field = field(Base.STRING, 56, 4, 0);

        FieldValue.Text whole = (FieldValue.Text) decode(field, 0, payload.array());
        FieldValue.Text cut = (FieldValue.Text) decode(field, Abi.STATE_CUT, payload.array());

        assertThat(whole.bytes()).isEqualTo(text);
        assertThat(whole.cut()).isFalse();
        assertThat(cut.bytes()).isEqualTo(text);
        assertThat(cut.cut()).isTrue();
    }

    @Test
    void charArrayIsTextUpToItsNul() {
        byte[] payload = {'e', 't', 'h', '0', 0, 'x', 'x', 'x'};
        FieldValue.Text text = (FieldValue.Text) decode(field(Base.CHAR, 56, 1, 8), 0, payload);
        assertThat(text.bytes()).asString().isEqualTo("eth0");
    }

    @Test
    void arrayHasItsElements() {
        byte[] payload = RecordBytes.payload(8).putShort((short) 1).putShort((short) -2).array();
        assertThat(decode(field(Base.SIGNED, 56, 2, 2), 0, payload))
                .isEqualTo(
                        new FieldValue.Array(
                                List.of(new FieldValue.Num(1, 2), new FieldValue.Num(-2, 2))));
    }

    @Test
    void faultIsNoValueAndEachFieldHasItsOwnState() {
        Field first = new Field("a", "int", Base.SIGNED, 56, 4, 0);
        Field second = new Field("b", "int", Base.SIGNED, 60, 4, 0);
        byte[] bytes = new RecordBytes().hit(7, "cat", 0b01_00, new byte[8]).toArray();

        EventRecord record = RecordBatch.of(bytes, id -> schema(first, second)).record(0, 1);

        assertThat(record.values())
                .containsExactly(new FieldValue.Num(0, 4), new FieldValue.Fault());
    }

    @Test
    void fieldBeyondItsRecordIsAFaultAndNotTheNextRecord() {
        assertThat(decode(field(Base.SIGNED, 60, 8, 0), 0, new byte[8]))
                .isEqualTo(new FieldValue.Fault());
        byte[] farString = RecordBytes.payload(8).putInt(60 | 5 << 16).array();
        assertThat(decode(field(Base.STRING, 56, 4, 0), 0, farString))
                .isEqualTo(new FieldValue.Fault());
    }

    @Test
    void gapsHaveTheirPlaceBetweenHits() {
        byte[] bytes =
                new RecordBytes()
                        .gap(1, 5, 10, 1, 0, 0)
                        .hit(7, "cat", 0, new byte[0])
                        .hit(8, "cat", 0, new byte[24])
                        .gap(2, 15, 20, 0, 2, 3)
                        .hit(7, "cat", 0, new byte[0])
                        .gap(3, 25, 30, 4, 0, 0)
                        .toArray();

        RecordBatch batch = RecordBatch.of(bytes, id -> schema());

        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.eventId(0)).isEqualTo(7);
        assertThat(batch.eventId(1)).isEqualTo(8);
        assertThat(batch.notices())
                .containsExactly(
                        new PlacedNotice(0, new Gap(10, 1, 5, 1, 0, 0)),
                        new PlacedNotice(2, new Gap(20, 2, 15, 0, 2, 3)),
                        new PlacedNotice(3, new Gap(30, 3, 25, 4, 0, 0)));
        assertThat(batch.bytes()).isGreaterThanOrEqualTo(bytes.length);
    }

    @Test
    void aBlownFuseHasItsPlaceAndItsEventsName() {
        byte[] bytes =
                new RecordBytes()
                        .hit(7, "cat", 0, new byte[0])
                        .fuse(7, 1, 30, 1000, 1500, 400)
                        .toArray();

        assertThat(RecordBatch.of(bytes, id -> schema()).notices())
                .containsExactly(new PlacedNotice(1, new FuseBlown(30, 1, "e", 1000, 1500, 400)));
        assertThat(RecordBatch.of(bytes, id -> null).notices().get(0).notice())
                .isEqualTo(new FuseBlown(30, 1, "event 7", 1000, 1500, 400));
    }

    @Test
    void bytesBehindTheLengthAreNotLookedAt() {
        byte[] hit = new RecordBytes().hit(7, "cat", 0, new byte[0]).toArray();
        byte[] room = Arrays.copyOf(hit, 3 * hit.length);
        Arrays.fill(room, hit.length, room.length, (byte) -1);
        EventBatch batch = new RecordBatch.Session(id -> schema()).batch(room, hit.length);
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.raw()).isEqualTo(ByteBuffer.wrap(hit));
    }

    @Test
    void aHistoryGivesBackWhatCameInTheOrderInWhichItCame() {
        Field field = field(Base.UNSIGNED, 56, 8, 0);
        RecordBatch.Session session = new RecordBatch.Session(id -> schema(field));
        EventHistory history = new EventHistory(100_000);
        for (long n = 1; n <= 10_000; n += 2) {
            byte[] two =
                    new RecordBytes()
                            .hit(7, "cat", 0, RecordBytes.payload(8).putLong(n).array())
                            .gap(3, 10, 20, n, 0, 0)
                            .hit(7, "cat", 0, RecordBytes.payload(8).putLong(n + 1).array())
                            .toArray();
            assertThat(history.append(session.batch(two))).isEqualTo(n);
        }
        long oldest = history.oldest();
        assertThat(10_000 - oldest).as("64 bytes a hit, 96 a gap").isBetween(880L, 893L);
        List<Object> items = new ArrayList<>();
        for (EventHistory.Kept kept : history.kept()) {
            kept.batch().items(kept.first(), items::add);
        }
        List<Object> expected = new ArrayList<>();
        for (long n = oldest; n <= 10_000; n++) {
            expected.add(
                    new EventRecord(
                            n,
                            schema(field),
                            1000,
                            3,
                            95,
                            90,
                            "cat",
                            0xffffffff81000010L,
                            List.of(new FieldValue.Num(n, 8))));
            if (n % 2 == 1) {
                expected.add(new Gap(20, 3, 10, n, 0, 0));
            }
        }
        assertThat(items).isEqualTo(expected);
    }

    @Test
    void aStackIsFoundByItsHashInLaterBatches() {
        Field field = field(Base.STACK, 56, 8, 0);
        RecordBatch.Session session = new RecordBatch.Session(id -> schema(field));
        byte[] hit =
                new RecordBytes()
                        .hit(7, "cat", 0, RecordBytes.payload(8).putLong(0x1234).array())
                        .toArray();
        byte[] first = new RecordBytes().stack(0x1234, 0x10, 0x20, 0x30).raw(hit).toArray();

        EventBatch told = session.batch(first);
        EventBatch later = session.batch(hit);

        assertThat(told.size()).isEqualTo(1);
        for (EventBatch batch : List.of(told, later)) {
            assertThat(batch.record(0, 1).values())
                    .containsExactly(new FieldValue.Stack(0x1234, List.of(0x10L, 0x20L, 0x30L)));
        }
        assertThat(RecordBatch.of(hit, id -> schema(field)).record(0, 1).values())
                .containsExactly(new FieldValue.Stack(0x1234, List.of()));
    }

    @Test
    void aStackOfAnotherLengthThanItSaysIsRefused() {
        byte[] stack = new RecordBytes().stack(1, 0x10, 0x20).toArray();
        stack[Abi.STACK_COUNT] = 3;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordBatch.of(stack, id -> schema()));
    }

    @Test
    void aStringThatWasReadAtTheReturnIsMarked() {
        byte[] payload =
                RecordBytes.payload(8).putInt(60 | 2 << 16).put((byte) 'h').put((byte) 'i').array();
        FieldValue.Text text =
                (FieldValue.Text) decode(field(Base.STRING, 56, 4, 0), 0b11, payload);
        assertThat(text.late()).isTrue();
        assertThat(text.cut()).isFalse();
        assertThat(text.bytes()).asString().isEqualTo("hi");
    }

    @Test
    void recordsOfKindsThatAreNotKnownYetArePassedOver() {
        byte[] unknown = new RecordBytes().hit(7, "cat", 0, new byte[8]).toArray();
        unknown[Abi.RECORD_KIND] = 9;
        byte[] bytes =
                new RecordBytes().raw(unknown).hit(8, "cat", 0, new byte[0]).raw(unknown).toArray();
        RecordBatch batch = RecordBatch.of(bytes, id -> schema());
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.eventId(0)).isEqualTo(8);
        assertThat(batch.notices()).isEmpty();
    }

    @Test
    void indexBeyondTheHitsIsRefused() {
        byte[] bytes =
                new RecordBytes().hit(7, "a", 0, new byte[200]).gap(0, 1, 2, 1, 0, 0).toArray();
        RecordBatch batch = RecordBatch.of(bytes, id -> schema());
        assertThatThrownBy(() -> batch.eventId(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesThatAreNoRecordsAreRefusedWithTheirPlace() {
        byte[] hit = new RecordBytes().hit(7, "a", 0, new byte[0]).toArray();
        for (byte[] tail :
                List.of(
                        new byte[8],
                        new byte[56],
                        new byte[] {100, 0, 0, 0, 0, 0, 0, 0},
                        new byte[] {1, 2, 3})) {
            byte[] bytes = new RecordBytes().raw(hit).raw(tail).toArray();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RecordBatch.of(bytes, id -> schema()))
                    .withMessage("batch holds no record at byte 56");
        }
    }
}
