// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an {@link Encoder} wrote. Whatever the bytes are, an {@link IllegalArgumentException} is the
 * worst that comes of it, and nothing is made that is larger than they are.
 */
final class Decoder {
    private final ByteBuffer bytes;

    Decoder(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() {
        if (bytes.remaining() < Long.BYTES) {
            throw new IllegalArgumentException("ends too early");
        }
        return bytes.getLong();
    }

    int number(int least, int most) {
        long number = number();
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " is not from " + least + " to " + most);
        }
        return (int) number;
    }

    boolean flag() {
        return number(0, 1) != 0;
    }

    String text() {
        byte[] text = new byte[number(0, bytes.remaining())];
        if (text.length > bytes.remaining()) {
            throw new IllegalArgumentException("ends too early");
        }
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Each element takes a number at least. */
    <T> List<T> list(Supplier<T> each) {
        int size = number(0, bytes.remaining() / Long.BYTES);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(each.get());
        }
        return list;
    }
}
