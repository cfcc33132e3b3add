// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;
import io.fesh.kernel.TraceTarget.RunOutput;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The programs that a played target has; they do what busybox's do in the lab. */
final class FakePrograms {
    private static final int O_LARGEFILE = 0x8000;

    private final FakeTarget target;
    private int lastPid = 94;

    private FakePrograms(FakeTarget target) {
        this.target = target;
    }

    static void install(FakeTarget target) {
        FakePrograms programs = new FakePrograms(target);
        target.program("true", output -> 0);
        target.program("false", output -> 1);
        target.program("exit 42", output -> 42);
        target.program("echo one; echo two", output -> print(output, "one\ntwo\n"));
        target.program("dd if=/dev/zero of=/dev/null bs=8192 count=3", output -> programs.dd(3));
        target.program("cat /etc/hostname", output -> programs.cat("/etc/hostname", output));
    }

    private int cat(String path, RunOutput output) {
        target.call(
                "do_syscall_64",
                "__x64_sys_openat",
                new FakeTarget.Task("cat", ++lastPid, 1),
                Map.of(
                        "dfd", new FieldValue.Num(-100, 4),
                        "path", new FieldValue.Text(path.getBytes(StandardCharsets.UTF_8), false),
                        "filename",
                                new FieldValue.Text(path.getBytes(StandardCharsets.UTF_8), false),
                        "flags", new FieldValue.Num(O_LARGEFILE, 4),
                        "mode", new FieldValue.Num(0, 2)));
        return print(output, "lab\n");
    }

    private int dd(int count) {
        FakeTarget.Task dd = new FakeTarget.Task("dd", ++lastPid, 1);
        for (int i = 0; i < count; i++) {
            target.call(
                    "do_syscall_64", "vfs_read", dd, Map.of("count", new FieldValue.Num(8192, 8)));
        }
        return 0;
    }

    private static int print(RunOutput output, String text) {
        output.out(text.getBytes(StandardCharsets.UTF_8));
        return 0;
    }
}
