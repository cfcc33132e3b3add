// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.event.EventView;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.parse.Suggestions;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One hit. In a predicate of {@link Events#filter} it is only valid while the predicate runs; what
 * {@link Events#toList}, {@link Events#stream} and handlers give stays.
 */
public final class Event {
    private final EventView view;

    Event(EventView view) {
        this.view = view;
    }

    /** What stays when the cursor moves on. */
    Event copy() {
        return new Event(view.record());
    }

    /** The 17 of {@code #17}: from 1, in the order of the stream. */
    public long number() {
        return view.number();
    }

    /** The event's name: {@code e.name().equals("vfs_read")}. */
    public String name() {
        return view.schema().name();
    }

    /** When it happened, in nanoseconds of the target's CLOCK_MONOTONIC: since its boot. */
    public long time() {
        return view.ts();
    }

    /** The CPU on which it happened, from 0. */
    public int cpu() {
        return view.cpu();
    }

    /** The thread, as {@code ps -L} numbers it. */
    public int pid() {
        return view.pid();
    }

    /** The process of the thread. */
    public int tgid() {
        return view.tgid();
    }

    /** The name of the thread: {@code e.comm().equals("cat")}. */
    public String comm() {
        return view.comm();
    }

    /** The address to which the function returns: {@code kernel.at(e.caller())} names it. */
    public long caller() {
        return view.caller();
    }

    /** The names of its fields, in the order of its line. */
    public List<String> fields() {
        return view.schema().fields().stream().map(Field::name).toList();
    }

    /** Whether it has a field of this name that could be read. */
    public boolean has(String field) {
        int index = find(field);
        return index >= 0 && !view.isFault(index);
    }

    /**
     * A number as unsigned, of the size of its field: {@code e.u64("count") > 4096}. What is no
     * number, is not there or could not be read is a FeshException that says so.
     */
    public long u64(String field) {
        int index = index(field);
        long bits = bits(index);
        int size = view.schema().fields().get(index).size();
        return size == Long.BYTES ? bits : bits & (1L << 8 * size) - 1;
    }

    /**
     * A number as signed, of the size of its field: {@code e.s64("ret") < 0}. Fails as {@link #u64}
     * does.
     */
    public long s64(String field) {
        int index = index(field);
        int unused = Long.SIZE - 8 * view.schema().fields().get(index).size();
        return bits(index) << unused >> unused;
    }

    private long bits(int index) {
        if (view.isFault(index)) {
            throw unread(index);
        }
        try {
            return view.bits(index);
        } catch (IllegalStateException e) {
            String name = view.schema().fields().get(index).name();
            throw new FeshException(name + " is not a number", "try: e.get(\"" + name + "\")", e);
        }
    }

    /**
     * A text, or what would be shown of another value: {@code e.text("path").startsWith("/etc")}.
     * Bytes that are not UTF-8 are the lone surrogates U+DC80 to U+DCFF. Fails as {@link #u64}
     * does.
     */
    public String text(String field) {
        int index = index(field);
        if (view.isFault(index)) {
            throw unread(index);
        }
        return String.valueOf(plain(view.value(index)));
    }

    /**
     * A value as Java has it: {@code e.get("ret")} is a Long, a String, a List of them, of a stack
     * its addresses; null if it could not be read.
     */
    public Object get(String field) {
        return plain(view.value(index(field)));
    }

    private static Object plain(FieldValue value) {
        if (value instanceof FieldValue.Num num) {
            return num.bits();
        } else if (value instanceof FieldValue.Symbol symbol) {
            return symbol.address();
        } else if (value instanceof FieldValue.Text text) {
            return decoded(text.bytes());
        } else if (value instanceof FieldValue.Stack stack) {
            return stack.frames();
        } else if (value instanceof FieldValue.Array array) {
            return array.elements().stream().map(Event::plain).toList();
        }
        return null;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder(bytes.length);
            for (byte b : bytes) {
                text.append((char) (b < 0 ? 0xdc00 | b & 0xff : b));
            }
            return text.toString();
        }
    }

    private int find(String field) {
        List<Field> fields = view.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    private int index(String field) {
        int index = find(field);
        if (index < 0) {
            Optional<String> near = Suggestions.near(field, fields(), 1).stream().findFirst();
            throw new FeshException(
                    name() + " has no field " + field,
                    near.map(name -> "try: e.get(\"" + name + "\")").orElse("try: e.fields()"));
        }
        return index;
    }

    private FeshException unread(int index) {
        String name = view.schema().fields().get(index).name();
        return new FeshException(
                name + " of #" + number() + " could not be read",
                "try: .filter(e -> e.has(\"" + name + "\"))");
    }

    /** The line that the stream shows. */
    @Override
    public String toString() {
        return Calls.line(view.record());
    }
}
