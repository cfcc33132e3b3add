// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.kernel.TargetException;
import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.CommandTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Commands without a person: what is printed where, in which order, and with which status. */
@Timeout(60)
class BatchRunTest {
    private static final String CREATE =
            "create SyS_openat(int dfd, string path, x32 flags, x16 mode)";

    private final FakeTargets targets = FakeTargets.ready();
    private final StreamsOfABatch streams = new StreamsOfABatch();

    private Exit run(ShellOutput out, Input input) throws IOException {
        try (LiveSession session = new LiveSession("lab", targets, out, false, () -> {})) {
            return new Repl(CommandTable.standard(), session, out, streams.transcript).run(input);
        }
    }

    private Exit text(Input input) throws IOException {
        return run(new BatchOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY), input);
    }

    private Exit commands(String... commands) throws IOException {
        return text(Input.of(List.of(commands)));
    }

    private static Input piped(String text) {
        return new ByteLines(new ByteArrayInputStream(FakeTargets.bytes(text)), false);
    }

    @Test
    void theSessionOf2018IsPrintedAsDesigned() throws IOException {
        Exit exit = commands(CREATE, "enable SyS_openat", "!cat /etc/hostname");
        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(streams.outLines())
                .containsExactly(
                        "created SyS_openat at __x64_sys_openat: 4 fields",
                        "    cat-95    [001]     2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/etc/hostname\", flags=0x0, mode=0x0)   #1",
                        "lab");
        assertThat(streams.err()).isEmpty();
    }

    @Test
    void asJsonItIsOneObjectForTheOneHit() throws IOException {
        Exit exit =
                run(
                        new JsonOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY),
                        Input.of(List.of(CREATE, "enable SyS_openat", "!cat /etc/hostname")));
        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(streams.outLines())
                .containsExactly(
                        "{\"n\":1,\"event\":\"SyS_openat\",\"ts\":2833190000,\"cpu\":1,\"pid\":95,"
                                + "\"comm\":\"cat\",\"caller\":\"do_syscall_64+0x38\",\"args\":"
                                + "{\"dfd\":-100,\"path\":\"/etc/hostname\",\"flags\":0,"
                                + "\"mode\":0}}");
    }

    @Test
    void theFirstCommandThatFailsEndsTheRun() throws IOException {
        Exit exit = commands("frobnicate", CREATE);
        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(streams.err()).startsWith("error: frobnicate is not a command");
        assertThat(streams.out()).isEmpty();
    }

    @Test
    void inputFromAPipeGoesOnAndTheFirstFailureIsTheStatus() throws IOException {
        Exit exit = text(piped("frobnicate\n" + CREATE + "\n!false\n# the end"));
        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(streams.out()).startsWith("created SyS_openat");
    }

    @Test
    void linesForAnotherTargetAreLeftOutOfTheCommandLine() throws IOException {
        assertThat(commands("if target ssh", "frobnicate", "end", "stats")).isEqualTo(Exit.OK);
        assertThat(streams.outLines()).containsExactly("no events");
    }

    @Test
    void linesForThisTargetAreRunFromAPipe() throws IOException {
        assertThat(text(piped("if target lab\n" + CREATE + "\nend"))).isEqualTo(Exit.OK);
        assertThat(streams.out()).startsWith("created SyS_openat");
    }

    @Test
    void aBlockThatNothingEndsIsAFailure() throws IOException {
        assertThat(text(piped("stats\nif target ssh\nstats"))).isEqualTo(Exit.FAILED);
        assertThat(streams.err()).isEqualTo("if target in line 2 has no end\n");
    }

    @Test
    void aCommandOfTheTargetThatFailsIsAFailure() throws IOException {
        assertThat(commands("!nothing")).isEqualTo(Exit.FAILED);
        assertThat(streams.err()).contains("not found").contains("exit status 127");
    }

    @Test
    void quitEndsTheRunBeforeWhatFollows() throws IOException {
        assertThat(commands("quit", "frobnicate")).isEqualTo(Exit.OK);
        assertThat(text(piped("quit\nfrobnicate\n"))).isEqualTo(Exit.OK);
        assertThat(streams.err()).isEmpty();
    }

    @Test
    void aTargetThatIsNotThereHasAStatusOfItsOwn() throws IOException {
        targets.failure = new TargetException("lab: not set up", "./fesh --setup-only");
        assertThat(commands(CREATE)).isEqualTo(Exit.NO_TARGET);
        assertThat(streams.err()).contains("lab: not set up").contains("./fesh --setup-only");
        assertThat(streams.err().lines().filter(line -> line.contains("not set up"))).hasSize(1);
    }

    @Test
    void aTargetThatIsNotNeededIsNotAskedFor() throws IOException {
        assertThat(commands("help")).isEqualTo(Exit.OK);
        assertThat(targets.asked.getCount()).isEqualTo(1);
    }

    @Test
    void whatIsNotUtf8IsRefusedWithItsPlace() throws IOException {
        byte[] bytes = FakeTargets.bytes("stats ?\nhelp\n");
        bytes[6] = (byte) 0xff;
        assertThat(text(new ByteLines(new ByteArrayInputStream(bytes), true)))
                .isEqualTo(Exit.FAILED);
        assertThat(streams.err())
                .contains("a byte that is not UTF-8")
                .contains("stats \\xff")
                .contains("      ^~~~");
        assertThat(streams.out()).isEmpty();
    }

    @Test
    void aLineOfAHundredThousandBytesIsRefusedAndTheNextOneRuns() throws IOException {
        Exit exit = text(piped("create f(" + "x".repeat(100_000) + "\nhelp quit\n"));
        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(streams.err()).contains("100,00").contains("at most");
        assertThat(streams.err().lines().mapToInt(String::length).max().orElseThrow())
                .isLessThan(200);
        assertThat(streams.out()).startsWith("usage: quit");
    }

    @Test
    void leavingClosesTheTarget() throws IOException {
        commands("stats");
        assertThat(targets.target.isClosed()).isTrue();
    }

    @Test
    void javaGoesOnInTheNextLine() throws IOException {
        assertThat(text(piped("int f() {\n  return 2;\n}\nf()\n"))).isEqualTo(Exit.OK);
        assertThat(streams.outLines()).containsExactly("created method f()", "$1 ==> 2");
    }

    @Test
    void javaThatDoesNotEndIsRefusedAtTheEndOfTheInput() throws IOException {
        assertThat(text(piped("int f() {\n"))).isEqualTo(Exit.FAILED);
        assertThat(streams.err()).startsWith("error: reached end of file while parsing");
    }

    @Test
    void resultsOfJavaAreDataForPrograms() throws IOException {
        Exit exit =
                run(
                        new JsonOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY),
                        Input.of(List.of("1 + 2", "\"a\"")));
        assertThat(exit).isEqualTo(Exit.OK);
        assertThat(streams.outLines())
                .containsExactly(
                        "{\"java\":\"$1\",\"type\":\"int\",\"value\":\"3\"}",
                        "{\"java\":\"$2\",\"type\":\"String\",\"value\":\"\\\"a\\\"\"}");
    }

    @Test
    void handlersHaveHadTheHitsOfACommandBeforeTheNextOne() throws IOException {
        commands(
                "trace SyS_openat(int dfd, string path)",
                "on(\"SyS_openat\", e -> System.out.println(\"opened \" + e.text(\"path\")))",
                "!cat /etc/hostname",
                "help quit");
        assertThat(streams.outLines()).containsSubsequence("opened /etc/hostname", "usage: quit");
    }
}
