// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.ErrorRenderer;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.tutorial.Tutorial;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** From typed text to verbs that run, and from what they throw to what the user reads. */
public final class Dispatcher {

    /**
     * Bytes of a line: Linux takes no longer argument (MAX_ARG_STRLEN), so no shell could run it.
     */
    public static final int LINE_MAX = 128 * 1024 - 1;

    /** What became of a line. */
    public enum Outcome {
        DONE,
        /** The line was wrong, or what it started failed. */
        FAILED,
        /** The target is not there, or no longer, or cannot do it. */
        NO_TARGET
    }

    private final CommandTable table;
    private final Session session;
    private final LineRouter router;
    private final TargetBlocks blocks = new TargetBlocks();

    /** Lines of Java that go on in the next one; empty if there are none. */
    private volatile String begun = "";

    public Dispatcher(CommandTable table, Session session) {
        this.table = table;
        this.session = session;
        this.router = new LineRouter(table, this::isVariable);
    }

    private boolean isVariable(String name) {
        try {
            return session.java().isVariable(name);
        } catch (TargetException e) {
            return false;
        }
    }

    /** The lines of Java that the next one continues; empty if there are none. */
    public String begun() {
        return begun;
    }

    /** Whether lines are left out, for they are for another target. */
    public boolean leavesOut() {
        return blocks.leavesOut();
    }

    private boolean isUnfinished() {
        return !begun.isEmpty();
    }

    /** Tells Java from verbs as this does. */
    public LineRouter router() {
        return router;
    }

    /** There is no next line: what was begun is run as it is. */
    public Outcome finish() throws InterruptedException {
        String source = begun;
        begun = "";
        Outcome java = source.isEmpty() ? Outcome.DONE : outcome(() -> session.java().run(source));
        Outcome whole = outcome(blocks::finish);
        return java == Outcome.DONE ? whole : java;
    }

    /** What was begun is given up. */
    public void forget() {
        begun = "";
        blocks.forget();
    }

    /**
     * Runs each line of {@code typed} until one fails, which is shown to the user. Blank lines and
     * those that begin with {@code #} do nothing; {@code !CMD} is {@code run CMD}; what is no
     * verb's is Java, which can go on in the next line.
     */
    public Outcome run(String typed) throws InterruptedException {
        for (String line : lines(typed)) {
            Outcome outcome = runLine(line);
            if (outcome != Outcome.DONE) {
                return outcome;
            }
        }
        return Outcome.DONE;
    }

    /** The single lines of a text: each is a command of its own. */
    public static List<String> lines(String typed) {
        return List.of(typed.split("\r?\n", -1));
    }

    private Outcome runLine(String line) throws InterruptedException {
        Tutorial tutorial = session.tutorial();
        boolean judged = tutorial.before();
        Outcome outcome;
        try {
            outcome = outcome(() -> execute(line));
        } finally {
            tutorial.ended();
        }
        if (!judged || tutorial.current().isEmpty() || outcome == Outcome.NO_TARGET) {
            return outcome;
        }
        Outcome judgement = outcome(() -> tutorial.after(verb(line), session));
        return outcome == Outcome.DONE ? judgement : outcome;
    }

    /** Whether what a line results in is {@linkplain Command#isRead to be read}. */
    public boolean isRead(String line) {
        return !isUnfinished() && table.find(verb(line)).filter(Command::isRead).isPresent();
    }

    /** The full name of the verb of a line; {@code java} for what is not a verb's. */
    private String verb(String line) {
        int start = skipBlanks(line, 0);
        if (start == line.length() || line.charAt(start) == '#') {
            return "";
        }
        String typed = line.substring(start, table.endOfVerb(line, start));
        return table.find(typed.equals("!") ? "run" : typed).map(Command::name).orElse("java");
    }

    private interface Attempt {
        void run() throws LineError, CommandFailed, TargetException, InterruptedException;
    }

    private Outcome outcome(Attempt attempt) throws InterruptedException {
        Output out = session.out();
        try {
            attempt.run();
            return Outcome.DONE;
        } catch (LineError e) {
            ErrorRenderer.lines(e, out.width()).forEach(out::diagnostic);
        } catch (CommandFailed e) {
            e.getMessage()
                    .lines()
                    .map(text -> StyledText.of(Style.ERROR, Quoting.visible(text)))
                    .forEach(out::diagnostic);
        } catch (TargetException e) {
            ErrorRenderer.lines(e).forEach(out::diagnostic);
            return Outcome.NO_TARGET;
        } catch (UncheckedIOException e) {
            // a recording is read when its hits are looked at
            ErrorRenderer.lines(new TargetException(e.getMessage(), "")).forEach(out::diagnostic);
            return Outcome.NO_TARGET;
        }
        return Outcome.FAILED;
    }

    private void execute(String line)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        boolean goesOn = isUnfinished();
        if (!goesOn && isOfBlock(line)) {
            return;
        }
        String all = goesOn ? begun + "\n" + line : line;
        begun = "";
        Optional<String> source = goesOn ? Optional.of(all) : router.java(line);
        if (source.isEmpty()) {
            blocks.refuseEnd(line);
            command(line);
            return;
        }
        LineCheck.anyLine(all, LINE_MAX);
        if (session.java().isUnfinished(source.get())) {
            begun = source.get();
        } else {
            session.java().run(source.get());
        }
    }

    private boolean isOfBlock(String line) throws LineError {
        boolean before = blocks.leavesOut();
        boolean taken = blocks.takes(line, session.targetState());
        if (!before && blocks.leavesOut() && session.out().isInteractive()) {
            String why = "left out up to end: the target is " + session.targetState();
            session.out().line(StyledText.of(Style.DIM, why));
        }
        return taken;
    }

    /** Runs a line that is not Java; what is wrong is thrown and not shown. */
    public void command(String line)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        int start = skipBlanks(line, 0);
        if (start == line.length() || line.charAt(start) == '#') {
            return;
        }
        LineCheck.anyLine(line, LINE_MAX);
        int end = table.endOfVerb(line, start);
        Command command =
                line.charAt(start) == '!'
                        ? table.find("run").orElseThrow()
                        : table.resolve(line, new Span(start, end));
        command.run(session, new Command.Call(line, skipBlanks(line, end)));
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
