// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.render.ErrorRenderer;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.settings.Settings;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;
import io.fesh.verb.Dispatcher.Outcome;
import io.fesh.verb.Statements;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The loop: a line comes in, a verb runs, everything that it caused is written. */
final class Repl {
    /** The prompt where a line goes on. */
    static final String MORE = "  > ";

    private final LiveSession session;
    private final ShellOutput out;
    private final Transcript transcript;
    private final Dispatcher dispatcher;
    private final Statements statements;

    Repl(CommandTable table, LiveSession session, ShellOutput out, Transcript transcript) {
        this.session = session;
        this.out = out;
        this.transcript = transcript;
        session.settings()
                .onChange(
                        setting -> {
                            if (setting == Settings.TRANSCRIPT) {
                                transcript.to(session.settings().get(setting));
                            }
                        });
        this.dispatcher = new Dispatcher(table, session);
        this.statements = new Statements(table);
    }

    /** Runs what comes from the input until it ends or somebody quits. */
    Exit run(Input input) throws IOException {
        Exit exit = Exit.OK;
        while (!session.isOver()) {
            Outcome outcome;
            try {
                Optional<String> typed = input.next();
                if (typed.isEmpty()) {
                    return worse(exit, finish());
                }
                outcome = runTyped(typed.get(), input.stopsAtFailure());
            } catch (InterruptedException e) {
                dispatcher.forget();
                outcome = Outcome.FAILED;
            }
            // an interrupt that came too late for its command must not end the next one
            Thread.interrupted();
            exit = worse(exit, outcome);
            if (outcome != Outcome.DONE) {
                input.failed();
                if (input.stopsAtFailure()) {
                    break;
                }
            }
        }
        return exit;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** The input ended in the midst of something. */
    private Outcome finish() {
        try {
            Outcome outcome = dispatcher.finish();
            out.settle();
            return outcome;
        } catch (InterruptedException e) {
            return Outcome.FAILED;
        }
    }

    private Outcome runTyped(String typed, boolean stopsAtFailure) throws InterruptedException {
        try {
            Outcome first = Outcome.DONE;
            List<String> lines = statements.of(typed);
            // a transcript has the whole of a result, which a pager shows in part
            boolean paged = lines.size() == 1 && !transcript.isOn();
            if (paged && dispatcher.isRead(lines.get(0))) {
                out.collect();
            }
            for (String line : lines) {
                Outcome outcome = runLine(line);
                first = first == Outcome.DONE ? outcome : first;
                if (first != Outcome.DONE && stopsAtFailure || session.isOver()) {
                    break;
                }
            }
            return first;
        } finally {
            out.settle();
            Optional<String> trouble = transcript.trouble();
            if (trouble.isPresent()) {
                session.settings().set(Settings.TRANSCRIPT, Transcript.OFF);
                out.diagnostic(StyledText.of(Style.ERROR, trouble.get()));
            }
        }
    }

    private void transcribe(String line) throws InterruptedException {
        if (transcript.isOn()) {
            out.settle();
            boolean goesOn = !dispatcher.begun().isEmpty();
            transcript.typed(goesOn ? MORE : "fesh(" + session.promptState() + ")> ", line);
        }
    }

    private Outcome runLine(String line) throws InterruptedException {
        transcribe(line);
        Outcome outcome = dispatcher.run(line);
        if (outcome == Outcome.NO_TARGET) {
            return outcome;
        }
        try {
            session.sync();
            return outcome;
        } catch (TargetException e) {
            ErrorRenderer.lines(e).forEach(out::diagnostic);
            return Outcome.NO_TARGET;
        }
    }

    /** The first failure counts. */
    private static Exit worse(Exit before, Outcome outcome) {
        if (before != Exit.OK) {
            return before;
        }
        return switch (outcome) {
            case DONE -> Exit.OK;
            case FAILED -> Exit.FAILED;
            case NO_TARGET -> Exit.NO_TARGET;
        };
    }
}
