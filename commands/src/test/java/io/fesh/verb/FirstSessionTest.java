// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The line that LWN printed in 2018, at the prompt. */
class FirstSessionTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final RecordingOutput out = new RecordingOutput(target.symbols());
    private final Dispatcher dispatcher =
            new Dispatcher(CommandTable.standard(), new FakeSession(target, out));

    @Test
    void showsTheOpenOfAFileAsDesigned() throws Exception {
        target.program(
                "cat /etc/hostname",
                output -> {
                    target.call(
                            "do_syscall_64",
                            "__x64_sys_openat",
                            new FakeTarget.Task("cat", 95, 1),
                            Map.of(
                                    "dfd", new FieldValue.Num(-100, 4),
                                    "path", text("/etc/hostname"),
                                    "flags", new FieldValue.Num(0x8000, 4),
                                    "mode", new FieldValue.Num(0, 2)));
                    output.out("lab\n".getBytes(StandardCharsets.UTF_8));
                    return 0;
                });

        dispatcher.run("create SyS_openat(int dfd, string path, x32 flags, x16 mode)");
        assertThat(out.take()).containsExactly("created SyS_openat at __x64_sys_openat: 4 fields");

        dispatcher.run("enable SyS_openat");
        assertThat(out.take()).isEmpty();

        assertThat(dispatcher.run("!cat /etc/hostname")).isEqualTo(Dispatcher.Outcome.DONE);
        assertThat(out.take())
                .containsExactly(
                        "    cat-95    [001]     2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/etc/hostname\", flags=0x8000, mode=0x0)   #1",
                        "lab");
    }

    private static FieldValue text(String text) {
        return new FieldValue.Text(text.getBytes(StandardCharsets.UTF_8), false);
    }
}
