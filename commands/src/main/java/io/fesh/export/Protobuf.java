// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One message in the wire format of protocol buffers: varints and what has a length. */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private byte[] bytes = new byte[256];
    private int size;

    Protobuf number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
        return this;
    }

    Protobuf text(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return bytes(field, utf8, utf8.length);
    }

    Protobuf message(int field, Protobuf message) {
        return bytes(field, message.bytes, message.size);
    }

    private Protobuf bytes(int field, byte[] value, int length) {
        varint((long) field << 3 | LENGTH);
        varint(length);
        room(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void varint(long value) {
        room(10);
        long left = value;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }
}
