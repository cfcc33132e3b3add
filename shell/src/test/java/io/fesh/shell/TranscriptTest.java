// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.CommandTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TranscriptTest {
    private final FakeTargets targets = FakeTargets.ready();
    private final StreamsOfABatch streams = new StreamsOfABatch();
    @TempDir private Path folder;

    private Exit type(String... lines) throws IOException {
        ShellOutput out = new BatchOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY);
        try (LiveSession session = new LiveSession("lab", targets, out, false, () -> {})) {
            return new Repl(CommandTable.standard(), session, out, streams.transcript)
                    .run(Input.of(List.of(lines)));
        }
    }

    @Test
    void itReadsAsTheExamplesOfTheReadmeDo() throws IOException {
        Path file = folder.resolve("session.txt");
        Files.writeString(file, "before\n");
        type(
                "set transcript " + file,
                "trace SyS_openat(int dfd, string path)",
                "!cat /etc/hostname",
                "",
                "set transcript off",
                "stats");
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "before",
                        "fesh(lab attaching)> trace SyS_openat(int dfd, string path)",
                        "tracing SyS_openat at __x64_sys_openat: 2 fields",
                        "fesh(lab 6.1.0)> !cat /etc/hostname",
                        "    cat-95    [001]     2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/etc/hostname\")   #1",
                        "lab",
                        "fesh(lab 6.1.0)> set transcript off");
    }

    @Test
    void whatIsWrongIsInItToo() throws IOException {
        Path file = folder.resolve("session.txt");
        type("set transcript " + file, "trace SyS_openat(imt dfd)");
        assertThat(Files.readString(file)).contains("\nerror: ").contains("^");
    }

    @Test
    void noControlByteOfAnybodysIsInIt() {
        assertThat(Transcript.plain("\033[1;31mred\033[0m\tand\nnot")).isEqualTo("red\tand\nnot");
        assertThat(Transcript.plain("\033[2J \033]0;t\007 \033[31 \r\n"))
                .isEqualTo("\\x1b[2J \\x1b]0;t\\x07 \\x1b[31 \n");
    }

    @Test
    void aFullDiskTurnsItOffWithOneMessageAndTheSessionGoesOn() throws IOException {
        Exit exit = type("set transcript /dev/full", "stats", "set transcript", "stats");
        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(streams.err())
                .isEqualTo(
                        "/dev/full: cannot be written: no space left on device;"
                                + " the transcript is off\n");
        assertThat(streams.out()).containsPattern("transcript +off ");
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedAndTheOneBeforeKept() throws IOException {
        Path file = folder.resolve("session.txt");
        type("set transcript " + file, "set transcript " + folder);
        assertThat(streams.err())
                .contains(folder + ": cannot be written: is a directory")
                .contains("^~~~");
        assertThat(Files.readString(file)).contains("> set transcript " + folder);
        assertThat(streams.transcript.isOn()).isTrue();
    }
}
