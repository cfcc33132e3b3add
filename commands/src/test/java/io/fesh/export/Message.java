// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A message of protocol buffers, read back: its fields in their order. */
final class Message {
    private record Entry(int field, long number, byte[] bytes) {}

    private final List<Entry> entries = new ArrayList<>();
    private final byte[] bytes;
    private int at;

    Message(byte[] bytes) {
        this.bytes = bytes;
        while (at < bytes.length) {
            int key = (int) varint();
            if ((key & 7) == 0) {
                entries.add(new Entry(key >>> 3, varint(), null));
            } else if ((key & 7) == 2) {
                int length = (int) varint();
                entries.add(new Entry(key >>> 3, 0, Arrays.copyOfRange(bytes, at, at += length)));
            } else {
                throw new IllegalArgumentException("wire type " + (key & 7));
            }
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private List<Entry> all(int field) {
        return entries.stream().filter(entry -> entry.field() == field).toList();
    }

    boolean has(int field) {
        return !all(field).isEmpty();
    }

    long number(int field) {
        return all(field).get(0).number();
    }

    String text(int field) {
        return new String(all(field).get(0).bytes(), StandardCharsets.UTF_8);
    }

    Message message(int field) {
        return messages(field).get(0);
    }

    List<Message> messages(int field) {
        return all(field).stream().map(entry -> new Message(entry.bytes())).toList();
    }
}
