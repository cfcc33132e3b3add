// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Base;
import io.fesh.event.Column;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.fake.FakeSymbols;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Hits of vfs_read with an argument, a text, the value returned, the duration and a stack. */
final class Hits {
    static final FakeSymbols SYMBOLS = new FakeSymbols();
    static final EventSchema SCHEMA =
            new EventSchema(
                    1,
                    "vfs_read",
                    "vfs_read(NULL, NULL, size_t count, string name) => s64 ret stack",
                    List.of(),
                    List.of(
                            new Field("count", "size_t", Base.UNSIGNED, 0, 8, 0),
                            new Field("name", "string", Base.STRING, 8, 4, 0),
                            new Field("ret", "s64", Base.SIGNED, 16, 8, 0),
                            new Field("duration", "u64", Base.UNSIGNED, 24, 8, 0),
                            new Field("stack", "stack", Base.STACK, 32, 8, 0)));

    private Hits() {}

    static Column column(String name) {
        return Column.of(SCHEMA, name).orElseThrow();
    }

    static EventRecord hit(
            long number, long ts, String comm, long count, long duration, String... frames) {
        List<Long> addresses =
                Stream.of(frames).map(frame -> SYMBOLS.address(frame) + 0x10).toList();
        String name = "/tmp/file-" + count % 7;
        return new EventRecord(
                number,
                SCHEMA,
                ts,
                (int) (number % 2),
                comm.equals("cat") ? 95 : 7,
                95,
                comm,
                SYMBOLS.address("ksys_write") + 0x38,
                List.of(
                        new FieldValue.Num(count, 8),
                        count == 13
                                ? new FieldValue.Fault()
                                : new FieldValue.Text(name.getBytes(StandardCharsets.UTF_8), false),
                        new FieldValue.Num(count == 0 ? -5 : count, 8),
                        new FieldValue.Num(duration, 8),
                        new FieldValue.Stack(addresses.hashCode(), addresses)));
    }

    /** A thousand hits in two seconds, the same in each run. */
    static Stream<EventRecord> thousand() {
        return Stream.iterate(1, i -> i <= 1000, i -> i + 1).map(Hits::nth);
    }

    private static EventRecord nth(int i) {
        long count = (long) i * i % 5000;
        long duration = 200 + (long) i * i * i % 90_000 + (i % 250 == 0 ? 3_000_000 : 0);
        long ts = 2_833_190_000L + 2_000_000L * i;
        if (i % 3 == 0) {
            return hit(i, ts, "sh", count, duration, "vfs_read", "kernel_read", "do_syscall_64");
        }
        String innermost = i % 2 == 0 ? "vfs_readv" : "vfs_read";
        return hit(i, ts, "cat", count, duration, innermost, "ksys_write", "do_syscall_64");
    }
}
