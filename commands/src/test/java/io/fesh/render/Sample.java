// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.fake.FakeSymbols;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Hits to render. */
final class Sample {
    static final FakeSymbols SYMBOLS = new FakeSymbols();

    private Sample() {}

    /** The open that DESIGN's transcript shows. */
    static EventRecord openat() {
        return hit(
                "cat",
                List.of(
                        field("dfd", Base.SIGNED, 4, 0),
                        field("path", Base.STRING, 4, 0),
                        field("flags", Base.HEX, 4, 0),
                        field("mode", Base.HEX, 2, 0)),
                List.of(num(-100), text("/etc/hostname", false), num(0x8000), num(0)));
    }

    static EventRecord hit(String comm, List<Field> fields, List<FieldValue> values) {
        EventSchema schema = new EventSchema(1, "SyS_openat", "", List.of(), fields);
        long caller = SYMBOLS.address("do_syscall_64") + 0x38;
        return new EventRecord(1, schema, 2_833_190_123L, 1, 95, 95, comm, caller, values);
    }

    /** A return event's: an argument, the value, the duration and a stack. */
    static EventRecord returned(List<Long> frames) {
        List<Field> fields =
                List.of(
                        field("path", Base.STRING, 4, 0),
                        field("ret", Base.SIGNED, 4, 0),
                        field("duration", Base.UNSIGNED, 8, 0),
                        field("stack", Base.STACK, 8, 0));
        String line = "vfs_open(string path) => int ret stack";
        EventSchema schema = new EventSchema(1, "vfs_open", line, List.of(), fields);
        FieldValue path = new FieldValue.Text("/x".getBytes(StandardCharsets.UTF_8), false, true);
        List<FieldValue> values =
                List.of(
                        path,
                        num(-2),
                        new FieldValue.Num(12345, 8),
                        new FieldValue.Stack(0xabc, frames));
        long caller = SYMBOLS.address("do_syscall_64") + 0x38;
        return new EventRecord(1, schema, 2_833_190_123L, 1, 95, 95, "cat", caller, values);
    }

    /** A hit with one field, {@code v}. */
    static EventRecord one(Base base, int size, int count, FieldValue value) {
        return hit("cat", List.of(field("v", base, size, count)), List.of(value));
    }

    static Field field(String name, Base base, int size, int count) {
        return new Field(name, "", base, 0, size, count);
    }

    static FieldValue num(long bits) {
        return new FieldValue.Num(bits, 4);
    }

    static FieldValue nums(int size, long... bits) {
        return new FieldValue.Array(
                Arrays.stream(bits)
                        .mapToObj(each -> (FieldValue) new FieldValue.Num(each, size))
                        .toList());
    }

    static FieldValue text(String text, boolean cut) {
        return new FieldValue.Text(text.getBytes(StandardCharsets.UTF_8), cut);
    }
}
