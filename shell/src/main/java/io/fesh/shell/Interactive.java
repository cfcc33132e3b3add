// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.LineCompleter;
import io.fesh.settings.Settings;
import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;
import io.fesh.verb.KeyHelp;
import io.fesh.verb.Statements;
import io.fesh.verb.StreamPause;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A session at a prompt. Apart from {@link Main} so that a batch run loads none of JLine. */
final class Interactive {
    /** The one that works by system calls, then the one that forks stty where that cannot load. */
    private static final String PROVIDERS = "jni,exec";

    /** The prompt up to the end of a block that is for another target. */
    private static final String LEFT_OUT = "fesh(left out)> ";

    private final Console console;
    private final TerminalOutput out;
    private final LiveSession session;
    private final CommandTable table = CommandTable.standard();
    private final Repl repl;
    private final StatusLine status;
    private final PromptSettings choices;
    private final JavaCompleter java;

    Interactive(Console terminal, ThemeChoice themes, String target, Targets targets) {
        console = terminal;
        Theme theme = themes.of(Settings.THEME.standard());
        Transcript transcript = new Transcript();
        out =
                new TerminalOutput(
                        new WrittenScreen(console.screen(), transcript), theme, SymbolIndex.EMPTY);
        session = new LiveSession(target, targets, out, true, this::targetChanged);
        repl = new Repl(table, session, out, transcript);
        status =
                new StatusLine(
                        session::promptState,
                        session::eventsOn,
                        session.meter(),
                        console::surroundingsChanged);
        Dispatcher dispatcher = repl.dispatcher();
        LineFrame frame =
                new LineFrame(
                        session.settings(),
                        session.view(),
                        () -> !dispatcher.begun().isEmpty(),
                        status::text,
                        theme);
        console.appearance(frame);
        choices = new PromptSettings(session.settings(), console, out, frame, themes);
        console.prompt(
                () -> {
                    if (!dispatcher.begun().isEmpty()) {
                        return Repl.MORE;
                    }
                    return dispatcher.leavesOut()
                            ? LEFT_OUT
                            : "fesh(" + session.promptState() + ")> ";
                });
        java =
                new JavaCompleter(
                        new LineCompleter(table, session.view()),
                        dispatcher.router(),
                        session.java(),
                        dispatcher::begun,
                        session.view()::tell);
        console.completer(java);
        console.goesOn(new Statements(table)::goesOn);
        console.help(this::help);
        console.pause(() -> StreamPause.toggle(session));
        session.editor(console::edit);
        Paging paging = new Paging(console, out, session);
        console.lookBack(() -> paging.hits(false), () -> paging.hits(true));
        out.pager(paging);
    }

    /** F1: what the name before the cursor is in Java, or what the keys do. */
    private void help(String typed) {
        java.explain(typed, () -> KeyHelp.lines().forEach(out::line));
    }

    static Exit run(String target, Targets targets, Options options) throws IOException {
        Terminal terminal =
                TerminalBuilder.builder().system(true).providers(PROVIDERS).dumb(true).build();
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            // a serial line or a bare pty knows no size
            terminal.setSize(new Size(80, 24));
        }
        Path home = Path.of(System.getProperty("user.home"));
        Path state = XdgFolder.STATE.path(System.getenv(), home);
        Path config = XdgFolder.CONFIG.path(System.getenv(), home);
        Console console =
                new Console(
                        terminal,
                        new FileOutputStream(FileDescriptor.out),
                        HistoryFile.prepare(state.resolve("history")));
        ThemeChoice themes =
                new ThemeChoice(
                        options.colors(),
                        Main.theme(options, true),
                        console.colors(),
                        System.getenv("COLORFGBG"));
        Interactive shell = new Interactive(console, themes, target, targets);
        shell.session.learns(new ProgressFile(state.resolve("lessons")));
        Leaving.by(shell.session, shell.out, shell.console);
        shell.begin(options);
        shell.run(Optional.of(config));
        // somebody who leaves has seen what failed
        return Exit.OK;
    }

    /** The recording begins behind the prompt, which need not wait for the target as it may. */
    private void begin(Options options) {
        Dispatcher first = new Dispatcher(table, session);
        options.transcriptLine().ifPresent(line -> run(first, line));
        Thread thread =
                new Thread(
                        () -> options.recordLine().ifPresent(line -> run(first, line)), "record");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Dispatcher dispatcher, String line) {
        try {
            dispatcher.run(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns when somebody quits, or the terminal is gone.
     *
     * @param config the folder of settings and of the lines to begin with; empty for none
     */
    void run(Optional<Path> config) throws IOException {
        choices.start(config.map(folder -> new SettingsFile(folder.resolve("settings"))));
        session.start();
        status.start();
        if (config.isPresent()) {
            new InitFile(config.get().resolve("init"), out::diagnostic).run(repl);
        }
        repl.run(typed());
    }

    /** The target attaches, is there, or is gone; told on any thread. */
    private void targetChanged() {
        console.promptChanged();
        status.recount();
    }

    /** What is typed; before each line, what the line before it did to events is looked at. */
    private Input typed() {
        return new Input() {
            @Override
            public Optional<String> next() throws IOException, InterruptedException {
                status.recount();
                return console.next();
            }

            @Override
            public boolean stopsAtFailure() {
                return false;
            }
        };
    }

    Settings settings() {
        return session.settings();
    }

    /** Leaves the target and the terminal. */
    void close() {
        status.close();
        session.close();
        out.close();
        console.close();
    }
}
