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

    /** What is said of it, and what fits behind it. */
    Manual manual();

    default String name() {
        return manual().name();
    }

    default List<String> aliases() {
        return manual().aliases();
    }

    default String usage() {
        return manual().usage();
    }

    default String summary() {
        return manual().summary();
    }

    default List<String> details() {
        return manual().details();
    }

    default List<String> examples() {
        return manual().examples();
    }

    default List<ArgKind> arguments() {
        return manual().arguments();
    }

    default Map<String, String> options() {
        return manual().options();
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

        /** The only word, which the verb needs. */
        public Word one(String what, String example, String usage) throws LineError {
            List<Word> words = words();
            if (words.isEmpty()) {
                throw missing(what, example);
            }
            if (words.size() > 1) {
                throw unexpected(words.get(1), usage);
            }
            return words.get(0);
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
