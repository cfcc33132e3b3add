// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process as who starts it sees it. The lab is not set up here, so no target is available. */
@Timeout(120)
class MainTest {
    @TempDir Path folder;

    private record Ended(int status, String out, String err) {}

    private Process start(ProcessBuilder.Redirect out, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        Collections.addAll(command, arguments);
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private Ended run(String input, String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Process process = start(ProcessBuilder.Redirect.to(out.toFile()), arguments);
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out),
                Files.readString(folder.resolve("err")));
    }

    @Test
    void zeroWhenAllWentWell() throws Exception {
        Ended ended = run("", "--target", "lab", "-e", "help quit");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("usage: quit");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void oneWhenACommandFailed() throws Exception {
        Ended ended = run("", "--target", "lab", "-e", "frobnicate", "-e", "help quit");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("frobnicate is not a command");
    }

    @Test
    void twoForWrongUsage() throws Exception {
        assertThat(run("", "--bogus").status()).isEqualTo(2);
        Ended mars = run("", "--target", "mars");
        assertThat(mars.status()).isEqualTo(2);
        assertThat(mars.err())
                .startsWith("target 'mars' is none of lab, local, ssh:HOST or file:PATH");
        Ended script = run("", "-x", "/nowhere.fesh");
        assertThat(script.status()).isEqualTo(2);
        assertThat(script.err()).isEqualTo("/nowhere.fesh: no such file\n");
    }

    @Test
    void threeWhenTheTargetIsNotAvailable() throws Exception {
        Ended ended = run("", "--target", "lab", "-e", "create vfs_read(size_t count)");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("lab: not set up");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aScriptRunsBeforeTheCommandsOfTheCommandLine() throws Exception {
        Path script = Files.writeString(folder.resolve("a.fesh"), "# comment\r\nhelp quit");
        Ended ended = run("", "-x", script.toString(), "-e", "help stats");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).containsSubsequence("usage: quit", "usage: stats");
    }

    @Test
    void aScriptMayComeFromStdinAndEndsAtTheFirstFailureThere() throws Exception {
        Ended ended = run("\ufeffhelp quit\r\nfrobnicate\nhelp stats", "-x", "-");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).startsWith("usage: quit").doesNotContain("usage: stats");
        assertThat(ended.err()).startsWith("error: frobnicate is not a command");
    }

    @Test
    void aScriptCanBeginWithAByteOrderMark() throws Exception {
        Path script = Files.writeString(folder.resolve("a.fesh"), "\ufeffhelp quit\r\n");
        Ended ended = run("", "-x", script.toString());
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("usage: quit");
    }

    @Test
    void aScriptTakesNoArguments() throws Exception {
        Path script = Files.writeString(folder.resolve("a.fesh"), "help quit\n");
        Ended ended = run("", "-x", script.toString(), "argument");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("'argument' is not expected\ntry: fesh --help\n");
    }

    @Test
    void linesFromAPipeAreRunWithoutAPromptAndTheLastNeedsNoLineBreak() throws Exception {
        Ended ended = run("help quit\nhelp stats", "--target", "lab");
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .startsWith("usage: quit")
                .contains("usage: stats")
                .doesNotContain("fesh(");
    }

    @Test
    void aReaderThatClosesStdoutEndsTheRunQuietly() throws Exception {
        Process process = start(ProcessBuilder.Redirect.PIPE, "--target", "lab");
        process.getInputStream().close();
        try (OutputStream stdin = process.getOutputStream()) {
            for (int i = 0; i < 1_000; i++) {
                stdin.write("help quit\n".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // it ended before it had read all, as it may
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(folder.resolve("err")).isEmptyFile();
    }

    @Test
    void sigtermEndsItWithinASecond() throws Exception {
        Process process = start(ProcessBuilder.Redirect.PIPE, "--target", "lab");
        OutputStream stdin = process.getOutputStream();
        stdin.write("help quit\n".getBytes(StandardCharsets.UTF_8));
        stdin.flush();
        assertThat(process.getInputStream().read()).isEqualTo('u');
        long begun = System.nanoTime();
        // by its handle: Process.destroy would close stdin too, which is another way to end
        process.toHandle().destroy();
        assertThat(process.waitFor(1, TimeUnit.SECONDS))
                .as("ended after %d ms", (System.nanoTime() - begun) / 1_000_000)
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
    }
}
