// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.List;
import java.util.Optional;

/**
 * The outline of an event's line, right or wrong: where its function stands and what a place in it
 * is for. Serves hints and completion; whether the line is right only the module can say.
 */
public final class EventLine {

    /** The names of types, as the module has them. */
    public static final List<String> TYPES =
            List.of(
                    "char", "short", "int", "long", "size_t", "s8", "s16", "s32", "s64", "u8",
                    "u16", "u32", "u64", "x8", "x16", "x32", "x64", "symbol", "string", "ustring");

    private final String line;
    private final int from;
    private final int open;

    /**
     * @param from where in {@code line} the event's line begins
     */
    public EventLine(String line, int from) {
        this.line = line;
        this.from = from;
        this.open = line.indexOf('(', from);
    }

    /** Whether a parenthesis follows the function. */
    public boolean hasFields() {
        return open >= 0;
    }

    /** The function's name; without a parenthesis the last word. */
    public Optional<Span> function() {
        int end = hasFields() ? open : line.length();
        while (end > from && isBlank(line.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > from && isWord(line.charAt(start - 1))) {
            start--;
        }
        return start < end ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    /** The word that {@code at} is in. */
    public Optional<Span> wordAt(int at) {
        if (at < from || at >= line.length() || !isWord(line.charAt(at))) {
            return Optional.empty();
        }
        int start = at;
        int end = at;
        while (start > from && isWord(line.charAt(start - 1))) {
            start--;
        }
        while (end < line.length() && isWord(line.charAt(end))) {
            end++;
        }
        return Optional.of(new Span(start, end));
    }

    /** Whether a type is expected at {@code word}: first in a field, or after {@code unsigned}. */
    public boolean isType(Span word) {
        if (!hasFields() || word.start() <= open || wordAt(word.start()).isEmpty()) {
            return false;
        }
        int before = word.start();
        while (before > open && isBlank(line.charAt(before - 1))) {
            before--;
        }
        if ("(,|".indexOf(line.charAt(before - 1)) >= 0) {
            return true;
        }
        return wordAt(before - 1)
                .filter(last -> line.substring(last.start(), last.end()).equals("unsigned"))
                .isPresent();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Names of functions may hold dots ({@code foo.isra.0}). */
    private static boolean isWord(char c) {
        return c == '_' || c == '.' || Character.isLetterOrDigit(c);
    }
}
