// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fesh.event.Base;
import io.fesh.event.EventCursor;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.KeyBytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class RecordCursorTest {
    private static final EventSchema SCHEMA =
            new EventSchema(
                    7,
                    "e",
                    "e(int fd, string path, u16 mode)",
                    List.of(),
                    List.of(
                            new Field("fd", "int", Base.SIGNED, 56, 4, 0),
                            new Field("path", "string", Base.STRING, 60, 4, 0),
                            new Field("mode", "u16", Base.UNSIGNED, 64, 2, 0)));

    private static final long PATH_FAULTED = 1 << 2;

    private final RecordBatch batch =
            RecordBatch.of(
                    new RecordBytes()
                            .hit(7, "cat", 0, payload(-100, "/etc"))
                            .hit(7, "sh", PATH_FAULTED, payload(3, ""))
                            .toArray(),
                    id -> SCHEMA);

    private static byte[] payload(int fd, String path) {
        byte[] text = path.getBytes(StandardCharsets.UTF_8);
        return RecordBytes.payload(16 + text.length)
                .putInt(fd)
                .putInt(text.length << 16 | 72)
                .putShort((short) 0xffff)
                .position(16)
                .put(text)
                .array();
    }

    /** The bytes of two hits are equal where the values are, and only there. */
    @Test
    void keysTellValuesApart() {
        RecordBatch other =
                RecordBatch.of(
                        new RecordBytes()
                                .hit(7, "cat", 0, payload(-100, "/etc"))
                                .hit(7, "cat", 0, payload(-101, "/etc/"))
                                .hit(7, "sh", PATH_FAULTED, payload(-100, "/etc"))
                                .hit(7, "sh", 0, payload(0, ""))
                                .toArray(),
                        id -> SCHEMA);
        EventCursor one = other.cursor();
        EventCursor two = other.cursor();
        for (int i = 0; i < other.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                one.move(i, 1);
                two.move(j, 2);
                for (int field = 0; field < SCHEMA.fields().size(); field++) {
                    assertThat(Arrays.equals(key(one, field), key(two, field)))
                            .isEqualTo(shown(one, field).equals(shown(two, field)));
                }
            }
        }
    }

    private static String shown(EventCursor hit, int field) {
        return hit.value(field) instanceof FieldValue.Text text
                ? new String(text.bytes(), StandardCharsets.ISO_8859_1)
                : hit.value(field).toString();
    }

    private static byte[] key(EventCursor hit, int field) {
        KeyBytes bytes = new KeyBytes();
        hit.key(field, bytes);
        return bytes.copy();
    }

    @Test
    void showsTheHitToWhichItMoved() {
        EventCursor cursor = batch.cursor();
        cursor.move(1, 42);
        assertThat(cursor.number()).isEqualTo(42);
        assertThat(cursor.comm()).isEqualTo("sh");
        assertThat(cursor.bits(0)).isEqualTo(3);
        cursor.move(0, 41);
        assertThat(cursor.comm()).isEqualTo("cat");
        assertThat(cursor.bits(0)).isEqualTo(-100);
        assertThat(cursor.bits(2)).isEqualTo(0xffff);
        assertThat(cursor.ts()).isEqualTo(1000);
        assertThat(cursor.pid()).isEqualTo(95);
        assertThat(cursor.tgid()).isEqualTo(90);
        assertThat(cursor.cpu()).isEqualTo(3);
    }

    @Test
    void aFaultIsNoNumberAndNoText() {
        EventCursor cursor = batch.cursor();
        cursor.move(1, 2);
        assertThat(cursor.isFault(0)).isFalse();
        assertThat(cursor.isFault(1)).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> cursor.bits(1));
    }

    @Test
    void theRecordStaysWhenTheCursorMovesOn() {
        EventCursor cursor = batch.cursor();
        cursor.move(0, 1);
        EventRecord first = cursor.record();
        cursor.move(1, 2);
        assertThat(first).usingRecursiveComparison().isEqualTo(batch.record(0, 1));
    }

    @Test
    void theDecodedRecordAnswersAsTheCursorDoes() {
        EventCursor cursor = batch.cursor();
        cursor.move(0, 1);
        EventRecord record = batch.record(0, 1);
        for (int field = 0; field < SCHEMA.fields().size(); field++) {
            assertThat(record.value(field))
                    .usingRecursiveComparison()
                    .isEqualTo(cursor.value(field));
            assertThat(record.isFault(field)).isEqualTo(cursor.isFault(field));
        }
        assertThat(record.bits(0)).isEqualTo(cursor.bits(0));
        assertThatIllegalStateException().isThrownBy(() -> record.bits(1));
        assertThatIllegalStateException().isThrownBy(() -> cursor.bits(1));
    }
}
