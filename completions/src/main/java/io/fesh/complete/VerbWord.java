// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;

import java.util.Optional;

/**
 * The verb of a line, as the dispatcher reads it: {@code !} and {@code ?} need no blank after them.
 *
 * @param start where it begins
 * @param end where it ends
 */
record VerbWord(Optional<Command> command, int start, int end) {

    static VerbWord of(CommandTable table, String line) {
        int start = skipBlanks(line, 0);
        if (start == line.length()) {
            return new VerbWord(Optional.empty(), start, start);
        }
        char first = line.charAt(start);
        if (first == '!' || first == '?') {
            return new VerbWord(table.find(first == '!' ? "run" : "?"), start, start + 1);
        }
        int end = table.endOfVerb(line, start);
        return new VerbWord(table.find(line.substring(start, end)), start, end);
    }

    static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
