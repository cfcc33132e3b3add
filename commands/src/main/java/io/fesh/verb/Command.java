// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.parse.Words;

import java.util.List;
import java.util.Map;

/** A verb: what help says of it, what fits where, and what it does. */
public interface Command {

    /** The full name; unique prefixes of it work too. */
    String name();

    /** Other names ({@code q} for quit). */
    default List<String> aliases() {
        return List.of();
    }

    /** {@code enable NAME} and the like. */
    String usage();

    /** One line: what it does. */
    String summary();

    /** What help of this verb says beyond that: lines of at most 80 columns. */
    default List<String> details() {
        return List.of();
    }

    /** At least two lines that can be typed as they stand. */
    List<String> examples();

    /** The kinds of its arguments by position; there are no more than these. */
    List<ArgKind> arguments();

    /** Words that may stand in place of the first argument, and what each does. */
    default Map<String, String> options() {
        return Map.of();
    }

    /** Whether its result is there at once, to be read at leisure, however long it is. */
    default boolean isRead() {
        return false;
    }

    /**
     * @throws LineError the line is wrong; its span is in {@code call.line()}
     * @throws CommandFailed the line is right, and what it started failed
     */
    void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException;

    /**
     * One use of a verb.
     *
     * @param line all that was typed
     * @param offset where in it what follows the verb begins
     */
    record Call(String line, int offset) {

        /** The words after the verb, with their places in the line. */
        public List<Word> words() throws LineError {
            return Words.of(line, offset);
        }

        /** Nothing was typed where {@code what} is needed. */
        public LineError missing(String what, String example) {
            return new LineError(
                    line, Span.at(line.length()), what + " is missing", "try: " + example);
        }

        /** There is more than the verb takes. */
        public LineError unexpected(Word word, String usage) {
            return new LineError(
                    line,
                    word.span(),
                    Phrases.name(word.text()) + " is not expected here",
                    "usage: " + usage);
        }

        /** The verb takes nothing. */
        public void alone(String usage) throws LineError {
            List<Word> words = words();
            if (!words.isEmpty()) {
                throw unexpected(words.get(0), usage);
            }
        }

        /** What follows the verb, without blanks around it. */
        public String rest() {
            return line.substring(offset).strip();
        }
    }
}
