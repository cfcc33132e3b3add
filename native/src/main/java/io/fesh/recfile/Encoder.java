// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Values one behind the other: a number is 8 bytes, a text or list its length and what it holds.
 */
final class Encoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Encoder number(long number) {
        for (int i = 0; i < Long.BYTES; i++) {
            bytes.write((int) (number >>> 8 * i));
        }
        return this;
    }

    Encoder flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    Encoder text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    <T> Encoder list(List<T> list, Consumer<T> each) {
        number(list.size());
        list.forEach(each);
        return this;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
