// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;
import io.fesh.render.Quoting;
import io.fesh.verb.Dispatcher.Outcome;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The run of a file: its lines one after the other until one fails, which is told with its place.
 * Lines between {@code if target KIND} and {@code end} are run on targets of that kind only.
 */
final class Script {
    private static final List<String> KINDS = List.of("lab", "local", "ssh", "file");
    private static final Pattern IF = Pattern.compile("\\s*if\\s+target\\s+(\\S+)\\s*");
    private static final Pattern END = Pattern.compile("\\s*end\\s*");

    private final SavedFile file;
    private final Session session;
    private final Dispatcher dispatcher;

    private int number;

    /** Blocks that are open, and how many of them are run: what is in one left out is left out. */
    private int depth;

    private int running;

    Script(SavedFile file, CommandTable table, Session session) {
        this.file = file;
        this.session = session;
        this.dispatcher = new Dispatcher(table, session);
    }

    void run() throws LineError, CommandFailed, TargetException, InterruptedException {
        for (String line : file.lines()) {
            number++;
            if (session.isOver()) {
                return;
            }
            if (!dispatcher.begun().isEmpty() || !isBlock(line)) {
                step(line);
            }
        }
        if (depth > 0) {
            throw new CommandFailed(place() + ": if target without end");
        }
        check(dispatcher.finish());
    }

    private void step(String line) throws CommandFailed, TargetException, InterruptedException {
        if (running == depth) {
            check(dispatcher.run(line));
            session.sync();
        }
    }

    private boolean isBlock(String line) throws LineError, CommandFailed {
        Matcher block = IF.matcher(line);
        if (block.matches()) {
            boolean here = running == depth && isTarget(line, block);
            depth++;
            running += here ? 1 : 0;
            return true;
        }
        if (depth > 0 && END.matcher(line).matches()) {
            depth--;
            running = Math.min(running, depth);
            return true;
        }
        return false;
    }

    private boolean isTarget(String line, Matcher block) throws LineError {
        String kind = block.group(1);
        if (!KINDS.contains(kind)) {
            List<String> near = Suggestions.near(kind, KINDS, 1);
            throw new LineError(
                    line,
                    new Span(block.start(1), block.end(1)),
                    place() + ": " + Phrases.name(kind) + " is none of lab, local, ssh, file",
                    "try: if target " + (near.isEmpty() ? "lab" : near.get(0)));
        }
        return session.targetState().startsWith(kind + ":");
    }

    /** What was wrong has been said; here it is said where. */
    private void check(Outcome outcome) throws CommandFailed, TargetException {
        if (outcome == Outcome.FAILED) {
            throw new CommandFailed(place() + ": stopped here");
        } else if (outcome == Outcome.NO_TARGET) {
            throw new TargetException(place() + ": stopped here", "");
        }
    }

    private String place() {
        return Quoting.visible(file.path().toString()) + ":" + number;
    }
}
