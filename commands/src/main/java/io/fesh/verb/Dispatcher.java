// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.ErrorRenderer;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.List;

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

    public Dispatcher(CommandTable table, Session session) {
        this.table = table;
        this.session = session;
    }

    /**
     * Runs each line of {@code typed} until one fails, which is shown to the user. Blank lines and
     * those that begin with {@code #} do nothing; {@code !CMD} is {@code run CMD}.
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
        Output out = session.out();
        try {
            execute(line);
            return Outcome.DONE;
        } catch (LineError e) {
            ErrorRenderer.lines(e, out.width()).forEach(out::diagnostic);
        } catch (CommandFailed e) {
            out.diagnostic(StyledText.of(Style.ERROR, e.getMessage()));
        } catch (TargetException e) {
            ErrorRenderer.lines(e).forEach(out::diagnostic);
            return Outcome.NO_TARGET;
        }
        return Outcome.FAILED;
    }

    private void execute(String line)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        int start = skipBlanks(line, 0);
        if (start == line.length() || line.charAt(start) == '#') {
            return;
        }
        LineCheck.anyLine(line, LINE_MAX);
        int end = endOfVerb(line, start);
        Command command =
                line.charAt(start) == '!'
                        ? table.find("run").orElseThrow()
                        : table.resolve(line, new Span(start, end));
        command.run(session, new Command.Call(line, skipBlanks(line, end)));
    }

    /** {@code !} and {@code ?} need no blank after them. */
    private static int endOfVerb(String line, int start) {
        int end = start + 1;
        if (line.charAt(start) == '!' || line.charAt(start) == '?') {
            return end;
        }
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        return end;
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
