// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.Arrays;

/** Bytes that tell values from each other: a buffer that is filled again for each hit. */
public final class KeyBytes {
    private byte[] bytes = new byte[256];
    private int length;

    public void clear() {
        length = 0;
    }

    public int length() {
        return length;
    }

    public void add(byte one) {
        room(1);
        bytes[length++] = one;
    }

    public void add(long number) {
        room(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[length++] = (byte) (number >>> (8 * i));
        }
    }

    public void add(byte[] some, int from, int count) {
        room(count);
        System.arraycopy(some, from, bytes, length, count);
        length += count;
    }

    /** Characters of one byte each, and how many. */
    public void addLatin1(String text) {
        add((long) text.length());
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** As {@link EventView#key} wants it. */
    public void add(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            add((byte) (text.cut() ? 2 : 1));
            add((long) text.bytes().length);
            add(text.bytes(), 0, text.bytes().length);
        } else if (value instanceof FieldValue.Num num) {
            add((byte) 1);
            add(num.bits());
        } else if (value instanceof FieldValue.Symbol symbol) {
            add((byte) 1);
            add(symbol.address());
        } else if (value instanceof FieldValue.Stack stack) {
            add((byte) 1);
            add(stack.hash());
        } else if (value instanceof FieldValue.Array array) {
            add((byte) 1);
            array.elements().forEach(this::add);
        } else {
            add((byte) 0);
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** FNV-1a, mixed at the end: tables take its low bits. */
    public int hash() {
        int hash = 0x811c9dc5;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    public boolean equalsBytes(byte[] others) {
        return Arrays.equals(bytes, 0, length, others, 0, others.length);
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
