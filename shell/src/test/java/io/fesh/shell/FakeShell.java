// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.Counts;
import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;
import io.fesh.kernel.TraceTarget.RunOutput;
import io.fesh.reader.RecordFeed;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The prompt of {@link Main} on a fake kernel, for what test/terminal types into a real one. */
final class FakeShell {
    private static final int BATCHES_A_SECOND = 50;

    private final FakeTargets targets = FakeTargets.ready();

    private FakeShell() {
        FakeTarget target = targets.target;
        target.program("dd", this::read512Bytes);
        target.program("browse", this::browse);
        target.program("lose 5", this::lose5);
        // no more than are shown of one frame, however slow the machine is
        target.program("flood 200 1000", output -> flood(200, 1_000));
        target.program("flood 100000 60000", output -> flood(100_000, 60_000));
        target.program("deliver ten million", output -> deliver(1_000_000, 10_000));
        target.program("deliver three million", output -> deliver(100_000, 30_000));
        target.program("wait", FakeShell::waitForInterrupt);
    }

    public static void main(String[] arguments) throws IOException, Arguments.Answer {
        FakeShell shell = new FakeShell();
        System.exit(Interactive.run("lab", shell.targets, Arguments.parse(arguments)).status);
    }

    private int read512Bytes(RunOutput output) {
        targets.target.call(
                "do_syscall_64",
                "vfs_read",
                new FakeTarget.Task("dd", 95, 1),
                Map.of("count", new FieldValue.Num(512, 8)));
        return 0;
    }

    /** Files that two programs open and read, among them one with a long name. */
    private int browse(RunOutput output) {
        String[] paths = {
            "/etc/hostname", "/usr/lib/x86_64-linux-gnu/libpthread.so.0", "/proc/self/status"
        };
        FakeTarget.Task[] tasks = {
            new FakeTarget.Task("cat", 95, 1), new FakeTarget.Task("systemd-journal", 1205, 0)
        };
        for (int i = 0; i < 6; i++) {
            targets.target.call(
                    "do_syscall_64",
                    "__x64_sys_openat",
                    tasks[i / 2 % 2],
                    Map.of(
                            "dfd", new FieldValue.Num(i == 3 ? 7 : -100, 4),
                            "path", new FieldValue.Text(FakeTargets.bytes(paths[i % 3]), false),
                            "flags", new FieldValue.Num(i % 2 * 0x8000, 4)));
            targets.target.call(
                    "ksys_write",
                    "vfs_read",
                    tasks[i / 2 % 2],
                    Map.of(
                            "count", new FieldValue.Num(i * i * i * i, 8),
                            "ret", new FieldValue.Num(i == 4 ? -2 : i, 8)));
        }
        return 0;
    }

    private int lose5(RunOutput output) {
        targets.target.lose("vfs_read", 1, 1_000_000, new Counts(0, 0, 0, 5, 0, 0));
        return 0;
    }

    /** Hits behind the prompt. */
    private int flood(int rate, int millis) {
        Thread flood = new Thread(() -> deliver(rate, millis), "flood");
        flood.setDaemon(true);
        flood.start();
        return 0;
    }

    /** Hits at {@code rate} a second for so long. */
    private int deliver(int rate, int millis) {
        RecordFeed feed = new RecordFeed(Hits.SCHEMA, Hits.LENGTH);
        long begun = System.nanoTime();
        long left = (long) rate * millis / 1_000;
        int batches = 0;
        while (left > 0) {
            int size = (int) Math.min(left, rate / BATCHES_A_SECOND);
            targets.target.deliver(feed.next(size));
            left -= size;
            batches++;
            waitUntil(begun + TimeUnit.SECONDS.toNanos(batches) / BATCHES_A_SECOND);
        }
        return 0;
    }

    private static void waitUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int waitForInterrupt(RunOutput output) {
        try {
            output.out(FakeTargets.bytes("waiting\n"));
            Thread.sleep(Long.MAX_VALUE);
            return 0;
        } catch (InterruptedException e) {
            return 130;
        }
    }
}
