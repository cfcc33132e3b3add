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
 * @param kind what fits at the cursor; empty if nothing does
 * @param before what the argument has before the word at the cursor: empty in {@code create vfs_},
 *     {@code vfs_read(} in {@code create vfs_read(si}
 * @param word the beginning of the word at the cursor
 */
record CursorContext(Optional<ArgKind> kind, String before, String word) {

    /**
     * @param line what stands before the cursor
     * @param wordStart where in it the word at the cursor begins
     */
    static CursorContext of(CommandTable table, String line, int wordStart) {
        String word = line.substring(wordStart);
        int verbStart = skipBlanks(line, 0);
        if (verbStart >= wordStart) {
            return new CursorContext(Optional.of(ArgKind.VERB), "", word);
        }
        if (line.charAt(verbStart) == '!') {
            return new CursorContext(Optional.of(ArgKind.COMMAND), "", word);
        }
        int verbEnd = table.endOfVerb(line, verbStart);
        Optional<Command> verb = table.find(line.substring(verbStart, verbEnd));
        if (verb.isEmpty() || verb.get().arguments().isEmpty()) {
            return new CursorContext(Optional.empty(), "", word);
        }
        return argument(verb.get().arguments(), line, skipBlanks(line, verbEnd), wordStart);
    }

    private static CursorContext argument(
            List<ArgKind> kinds, String line, int from, int wordStart) {
        String word = line.substring(wordStart);
        int position = 0;
        int start = from;
        while (true) {
            ArgKind kind = kinds.get(Math.min(position, kinds.size() - 1));
            int end = kind.isWholeRest() ? line.length() : endOfWord(line, start);
            if (end >= wordStart) {
                String before = line.substring(Math.min(start, wordStart), wordStart);
                return new CursorContext(Optional.of(kind), before, word);
            }
            start = skipBlanks(line, end);
            position++;
        }
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String line, int from) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
