// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class LineAnswerTest {
    private static byte[] answer(int id, int error, int column, String message) {
        ByteBuffer struct = RecordBytes.payload(Abi.LINE_SIZE);
        struct.putInt(Abi.LINE_ID, id)
                .putInt(Abi.LINE_ERROR, error)
                .putInt(Abi.LINE_COLUMN, column)
                .put(Abi.LINE_MESSAGE, message.getBytes(StandardCharsets.UTF_8));
        return struct.array();
    }

    private static LineError refused(String line, int column) {
        return catchThrowableOfType(
                LineError.class,
                () -> LineAnswer.decode(line, answer(0, 4, column, "no such type")));
    }

    @Test
    void acceptedLineHasAnId() throws LineError, TargetException {
        assertThat(LineAnswer.decode("f()", answer(17, 0, 0, ""))).isEqualTo(17);
    }

    @Test
    void refusedLineHasMessageAndPlace() {
        LineError error = refused("f(imt x)", 2);
        assertThat(error).hasMessage("no such type");
        assertThat(error.line()).isEqualTo("f(imt x)");
        assertThat(error.span()).isEqualTo(Span.at(2));
    }

    @Test
    void columnCountsBytesAndSpanCountsChars() {
        String line = "a\u00e9\u20ac\ud83d\ude00z";
        // bytes: a 0, e-acute 1-2, euro 3-5, emoji 6-9 (two chars), z 10
        int[] chars = {0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 5};
        for (int column = 0; column < chars.length; column++) {
            assertThat(refused(line, column).span()).isEqualTo(Span.at(chars[column]));
        }
    }

    @Test
    void columnBeyondTheLineIsItsEnd() {
        assertThat(refused("f(", 2).span()).isEqualTo(Span.at(2));
        assertThat(refused("f(", 99).span()).isEqualTo(Span.at(2));
    }

    @Test
    void messageOfFullLengthIsKeptWhole() {
        LineError error =
                catchThrowableOfType(
                        LineError.class,
                        () -> LineAnswer.decode("f", answer(0, 1, 0, "m".repeat(128))));
        assertThat(error).hasMessage("m".repeat(128));
    }

    @Test
    void ofALineThatIsTooLongTheBeginningIsSent() {
        assertThat(LineAnswer.encode("x".repeat(4095))).hasSize(4095);
        assertThat(LineAnswer.encode("\u00e9".repeat(50_000))).hasSize(Abi.LINE_MAX);
        assertThat(refused("\u00e9".repeat(50_000), 4095).span()).isEqualTo(Span.at(2047));
    }
}
