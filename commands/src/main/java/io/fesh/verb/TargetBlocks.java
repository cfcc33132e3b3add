// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines between {@code if target KIND} and {@code end}, which are run on targets of that kind only.
 * Blocks may stand in blocks; what is in one that is left out is left out.
 */
final class TargetBlocks {
    private static final List<String> KINDS = List.of("lab", "local", "ssh", "file");
    private static final Pattern IF = Pattern.compile("\\s*if\\s+target(?:\\s+(.*?))?\\s*");
    private static final Pattern END = Pattern.compile("\\s*end\\s*");

    /**
     * @param line where it began, from 1
     * @param run whether what is in it is run
     */
    private record Block(int line, boolean run) {}

    private final Deque<Block> open = new ArrayDeque<>();
    private int line;

    /** Whether the next line is left out, unless it ends the block. */
    boolean leavesOut() {
        return !open.isEmpty() && !open.peek().run();
    }

    /**
     * The next line.
     *
     * @param target as {@link Session#targetState} has it
     * @return whether it is one of a block's, or left out: there is nothing to run
     */
    boolean takes(String typed, String target) throws LineError {
        line++;
        Matcher block = IF.matcher(typed);
        if (block.matches()) {
            begin(typed, block, target);
            return true;
        }
        if (!open.isEmpty() && END.matcher(typed).matches()) {
            open.pop();
            return true;
        }
        return leavesOut();
    }

    /** Of a line that is to be run. */
    void refuseEnd(String typed) throws LineError {
        Matcher end = END.matcher(typed);
        if (end.matches()) {
            int start = typed.indexOf("end");
            throw new LineError(
                    typed,
                    new Span(start, start + 3),
                    "end has no if target before it",
                    "try: if target lab");
        }
    }

    private void begin(String typed, Matcher block, String target) throws LineError {
        String kind = block.group(1) == null ? "" : block.group(1);
        boolean outer = !leavesOut();
        open.push(new Block(line, outer && target.startsWith(kind + ":")));
        if (!outer || KINDS.contains(kind)) {
            return;
        }
        List<String> near = Suggestions.near(kind, KINDS, 1);
        Span span =
                kind.isEmpty() ? Span.at(typed.length()) : new Span(block.start(1), block.end(1));
        throw new LineError(
                typed,
                span,
                kind.isEmpty()
                        ? "the kind of target is missing"
                        : Phrases.name(kind) + " is none of lab, local, ssh, file",
                "try: if target " + (near.isEmpty() ? "lab" : near.get(0)));
    }

    /** There is no next line. */
    void finish() throws CommandFailed {
        if (!open.isEmpty()) {
            int first = open.peek().line();
            forget();
            throw new CommandFailed("if target in line " + first + " has no end");
        }
    }

    /** What is open is given up. */
    void forget() {
        open.clear();
    }
}
