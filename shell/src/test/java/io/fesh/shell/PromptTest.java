// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;
import io.fesh.settings.Settings;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person at the prompt: keys in, screen out. */
@Timeout(60)
class PromptTest {
    private static final String PROMPT = "fesh(lab 6.1.0)>";

    @TempDir Path folder;

    private final FakeTargets targets = FakeTargets.ready();
    private final Screenful screen = new Screenful();
    private final PipedOutputStream keys = new PipedOutputStream();
    private ExternalTerminal terminal;
    private Path history;
    private Interactive shell;
    private Thread loop;

    @BeforeEach
    void start() throws IOException {
        history = HistoryFile.prepare(folder.resolve("history")).orElseThrow();
        terminal =
                new ExternalTerminal(
                        "test",
                        "xterm",
                        new PipedInputStream(keys),
                        screen,
                        StandardCharsets.UTF_8);
        terminal.setSize(new Size(Screenful.COLUMNS, Screenful.LINES));
        loop =
                new Thread(
                        () -> {
                            shell =
                                    new Interactive(
                                            new Console(terminal, screen, Optional.of(history)),
                                            new ThemeChoice(
                                                    Options.Colors.AUTO, Theme.PLAIN, 8, null),
                                            "lab",
                                            targets);
                            try {
                                shell.settings().set(Settings.STATUS, "off");
                                shell.run(Optional.empty());
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        "loop");
        loop.start();
    }

    @AfterEach
    void leave() throws Exception {
        // the line is cleared by a key and not by a signal, which Ctrl-D could overtake
        type("\u0015\u0004");
        loop.join(TimeUnit.SECONDS.toMillis(30));
        shell.close();
        terminal.close();
        assertThat(loop.isAlive()).isFalse();
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    @Test
    void aLineIsRunAndItsEventIsShownBeforeTheNextPrompt() throws Exception {
        screen.awaitLast(PROMPT);
        type("create SyS_openat(int dfd, string path)\r");
        screen.await("created SyS_openat at __x64_sys_openat: 2 fields");
        type("enable SyS_openat\r!cat /etc/hostname\r");
        screen.await("do_syscall_64->SyS_openat(dfd=-100, path=\"/etc/hostname\")   #1");
        screen.awaitLast(PROMPT);
    }

    @Test
    void tabCompletesVerbsAndFunctions() throws Exception {
        screen.awaitLast(PROMPT);
        type("cre\tvfs_r\t");
        screen.await(PROMPT + " create vfs_read(");
    }

    @Test
    void hitsAppearAboveTheLineThatIsBeingTyped() throws Exception {
        screen.awaitLast(PROMPT);
        type("trace vfs_read(size_t count)\r");
        screen.await("tracing vfs_read");
        screen.awaitLast(PROMPT);
        type("half a li");
        screen.awaitLast(PROMPT + " half a li");
        targets.target.call(
                "do_syscall_64", "vfs_read", new FakeTarget.Task("cat", 95, 0), Map.of());
        screen.await("vfs_read(count=0)   #1");
        screen.awaitLast(PROMPT + " half a li");
        type("ne\r");
        screen.await("error: half is not a command");
    }

    @Test
    void ctrlCClearsTheLineAndKeepsTheShell() throws Exception {
        screen.awaitLast(PROMPT);
        type("quit");
        screen.awaitLast(PROMPT + " quit");
        type("\u0003");
        screen.awaitLast(PROMPT);
        type("help quit\r");
        screen.await("usage: quit");
    }

    @Test
    void ctrlCStopsARunningCommandAndKeepsTheShell() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        targets.target.program(
                "sleep 1000",
                output -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return 0;
                    } catch (InterruptedException e) {
                        return 130;
                    }
                });
        screen.awaitLast(PROMPT);
        type("!sleep 1000\r");
        running.await();
        terminal.raise(Signal.INT);
        screen.awaitLast(PROMPT);
        type("help quit\r");
        screen.await("usage: quit");
    }

    @Test
    void aPictureIsDrawnAgainInItsPlaceUntilCtrlC() throws Exception {
        screen.awaitLast(PROMPT);
        type("trace vfs_read(size_t count)\r");
        screen.await("tracing vfs_read");
        screen.awaitLast(PROMPT);
        type("trace vfs_write()\r");
        screen.await("tracing vfs_write");
        screen.awaitLast(PROMPT);
        type("hist vfs_read by count\r");
        screen.await("vfs_read by count: 0 hits");
        FakeTarget.Task cat = new FakeTarget.Task("cat", 95, 0);
        targets.target.call(
                "do_syscall_64", "vfs_read", cat, Map.of("count", new FieldValue.Num(7, 8)));
        screen.await("vfs_read by count: 1 hit");
        targets.target.call("ksys_write", "vfs_write", cat, Map.of());
        screen.await("->vfs_write()   #2");
        screen.await("p50 7  p90 7");
        assertThat(screen.lines()).filteredOn(line -> line.startsWith("vfs_read by")).hasSize(1);
        terminal.raise(Signal.INT);
        screen.awaitLast(PROMPT);
        assertThat(screen.lines())
                .filteredOn(line -> line.startsWith("vfs_read by count: 1 hit"))
                .hasSize(1);
        assertThat(screen.lines()).noneMatch(line -> line.endsWith("#1"));
        type("events\r");
        screen.await("->vfs_read(count=7)   #1");
    }

    @Test
    void pastedLinesAreSeparateCommands() throws Exception {
        screen.awaitLast(PROMPT);
        type("\u001b[200~help quit\nhelp stats\n\u001b[201~\r");
        screen.await("usage: quit");
        screen.await("usage: stats");
    }

    @Test
    void anExclamationMarkIsNoHistoryExpansion() throws Exception {
        screen.awaitLast(PROMPT);
        targets.target.program(
                "echo a!!b \\n",
                output -> {
                    output.out(FakeTargets.bytes("as typed\n"));
                    return 0;
                });
        type("!echo a!!b \\n\r");
        screen.await("as typed");
    }

    @Test
    void whatWasTypedIsKeptForTheNextTime() throws Exception {
        screen.awaitLast(PROMPT);
        type("help quit\r");
        screen.await("usage: quit");
        assertThat(Files.readString(history)).contains("help quit");
    }

    @Test
    void leavingInTheMidstOfALineUndoesTheModesOfTheTerminal() throws Exception {
        screen.awaitLast(PROMPT);
        type("half");
        screen.awaitLast(PROMPT + " half");
        shell.close();
        assertThat(screen.sent()).endsWith("\u001b[?2004l\u001b[?25h\u001b[J\u001b[?1l\u001b>\n");
    }

    @Test
    void controlBytesOfACommandDoNotReachTheTerminal() throws Exception {
        targets.target.program(
                "evil",
                output -> {
                    output.out(FakeTargets.bytes("\u001b]0;owned\u0007\n"));
                    return 0;
                });
        screen.awaitLast(PROMPT);
        type("!evil\r");
        screen.await("\\x1b]0;owned\\x07");
        assertThat(screen.sent()).doesNotContain("\u001b]0;owned");
    }
}
