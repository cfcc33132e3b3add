// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.verb.ArgKind;
import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;

import java.util.List;
import java.util.Optional;

/**
 * What is being typed.
 *
 * @param verb of the line, once it is typed
 * @param kind what fits at the cursor; empty if nothing does
 * @param position which of the verb's arguments it is, from 0
 * @param line what stands before the cursor
 * @param start where in it the argument begins
 * @param wordStart where the word at the cursor begins
 */
record CursorContext(
        Optional<Command> verb,
        Optional<ArgKind> kind,
        int position,
        String line,
        int start,
        int wordStart) {

    /**
     * @param line what stands before the cursor
     * @param wordStart where in it the word at the cursor begins
     */
    static CursorContext of(CommandTable table, String line, int wordStart) {
        VerbWord verb = VerbWord.of(table, line);
        if (verb.start() >= wordStart && verb.start() == verb.end()
                || verb.end() == line.length() && !isSign(line, verb)) {
            boolean alone = line.substring(verb.start(), verb.end()).matches("[\\w-]*");
            Optional<ArgKind> kind = alone ? Optional.of(ArgKind.VERB) : Optional.empty();
            return new CursorContext(Optional.empty(), kind, 0, line, verb.start(), wordStart);
        }
        Optional<Command> command = verb.command();
        if (command.isEmpty() || command.get().arguments().isEmpty()) {
            return new CursorContext(command, Optional.empty(), 0, line, verb.end(), wordStart);
        }
        return argument(command.get(), line, VerbWord.skipBlanks(line, verb.end()), wordStart);
    }

    private static boolean isSign(String line, VerbWord verb) {
        return verb.end() > verb.start() && "!?".indexOf(line.charAt(verb.start())) >= 0;
    }

    private static CursorContext argument(Command verb, String line, int from, int wordStart) {
        List<ArgKind> kinds = verb.arguments();
        int start = from;
        for (int position = 0; ; position++) {
            boolean more = position < kinds.size();
            Optional<ArgKind> kind = more ? Optional.of(kinds.get(position)) : Optional.empty();
            boolean rest = !more || kinds.get(position).isWholeRest();
            int end = rest ? line.length() : endOfWord(line, start);
            if (end >= wordStart || end == line.length()) {
                return new CursorContext(
                        Optional.of(verb),
                        kind,
                        position,
                        line,
                        Math.min(start, wordStart),
                        wordStart);
            }
            start = VerbWord.skipBlanks(line, end);
        }
    }

    private static int endOfWord(String line, int from) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    /**
     * What the argument has before the word at the cursor: empty in {@code create vfs_}, {@code
     * vfs_read(} in {@code create vfs_read(si}.
     */
    String before() {
        return line.substring(start, wordStart);
    }

    /** The beginning of the word at the cursor. */
    String word() {
        return line.substring(wordStart);
    }

    /** The same with an argument that begins elsewhere. */
    CursorContext from(int begin) {
        return new CursorContext(verb, kind, position, line, begin, wordStart);
    }
}
