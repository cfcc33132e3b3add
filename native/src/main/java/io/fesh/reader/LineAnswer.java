// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line on its way to the kernel, and a struct fesh_line on its way back. */
final class LineAnswer {
    private LineAnswer() {}

    /**
     * The bytes of a line. Of one that is too long, as many as it takes to be refused for that: the
     * words for it are the kernel's.
     */
    static byte[] encode(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= Abi.LINE_MAX ? bytes : Arrays.copyOf(bytes, Abi.LINE_MAX);
    }

    /**
     * @return the id of the event
     * @throws LineError the kernel refused the line; its column counts bytes, the span counts chars
     */
    static int decode(String line, byte[] answer) throws LineError, TargetException {
        if (answer.length != Abi.LINE_SIZE) {
            throw new TargetException(
                    "answer to a line has " + answer.length + " bytes, not " + Abi.LINE_SIZE, "");
        }
        ByteBuffer struct = ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN);
        if (struct.getInt(Abi.LINE_ERROR) == 0) {
            return struct.getInt(Abi.LINE_ID);
        }
        int end = Abi.LINE_MESSAGE;
        while (end < Abi.LINE_SIZE && answer[end] != 0) {
            end++;
        }
        String message =
                new String(
                        answer, Abi.LINE_MESSAGE, end - Abi.LINE_MESSAGE, StandardCharsets.UTF_8);
        throw new LineError(
                line, Span.at(charAt(line, struct.getInt(Abi.LINE_COLUMN))), message, "");
    }

    /** The char of the line that holds a byte of its UTF-8; its end for bytes beyond it. */
    private static int charAt(String line, int column) {
        int bytes = 0;
        int at = 0;
        while (at < line.length()) {
            int point = line.codePointAt(at);
            int width = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            // An unpaired surrogate is encoded as a question mark.
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                width = 1;
            }
            if (column < bytes + width) {
                return at;
            }
            bytes += width;
            at += Character.charCount(point);
        }
        return at;
    }
}
