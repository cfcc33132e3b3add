// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.LineCompleter;
import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.CommandTable;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A session at a prompt. Apart from {@link Main} so that a batch run loads none of JLine. */
final class Interactive {
    /** The one that works by system calls, then the one that forks stty where that cannot load. */
    private static final String PROVIDERS = "jni,exec";

    /** The prompt where a line goes on. */
    private static final String MORE = "  > ";

    private final Console console;
    private final TerminalOutput out;
    private final LiveSession session;
    private final CommandTable table = CommandTable.standard();
    private final Repl repl;

    Interactive(Console terminal, Theme theme, String target, Targets targets) {
        console = terminal;
        out = new TerminalOutput(console, theme, SymbolIndex.EMPTY);
        session = new LiveSession(target, targets, out, true, console::promptChanged);
        repl = new Repl(table, session, out);
        console.prompt(() -> repl.isUnfinished() ? MORE : "fesh(" + session.promptState() + ")> ");
        console.completer(new LineCompleter(table, session));
    }

    static Exit run(String target, Targets targets, Options options) throws IOException {
        Terminal terminal =
                TerminalBuilder.builder().system(true).providers(PROVIDERS).dumb(true).build();
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            // a serial line or a bare pty knows no size
            terminal.setSize(new Size(80, 24));
        }
        Path home = Path.of(System.getProperty("user.home"));
        Path history = HistoryFile.path(System.getenv(), home);
        Interactive shell =
                new Interactive(
                        new Console(
                                terminal,
                                new FileOutputStream(FileDescriptor.out),
                                HistoryFile.prepare(history)),
                        Main.theme(options, true),
                        target,
                        targets);
        Leaving.by(shell.session, shell.out, shell.console);
        shell.run();
        // somebody who leaves has seen what failed
        return Exit.OK;
    }

    /** Returns when somebody quits, or the terminal is gone. */
    void run() throws IOException {
        session.start();
        repl.run(console);
    }

    /** Leaves the target and the terminal. */
    void close() {
        session.close();
        out.close();
        console.close();
    }
}
