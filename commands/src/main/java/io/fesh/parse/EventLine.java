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
                    "char", "short", "int", "long", "size_t", "ssize_t", "s8", "s16", "s32", "s64",
                    "u8", "u16", "u32", "u64", "x8", "x16", "x32", "x64", "symbol", "string",
                    "ustring");

    /** A type as a whole, for an expression: with its array, or as bits of an integer. */
    static final String TYPE =
            "(?:(?:unsigned\\s+)?(?:"
                    + String.join("|", TYPES)
                    + ")(?:\\s*\\[\\s*\\w+\\s*\\])?|s?b\\d+\\s*@\\s*\\w+\\s*/\\s*\\w+)";

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

    /** Whether two lines are the same but for blanks. */
    public static boolean same(String one, String other) {
        return packed(one).equals(packed(other));
    }

    /** A blank between two words has a meaning, all others have none. */
    private static String packed(String line) {
        StringBuilder out = new StringBuilder(line.length());
        boolean blank = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (blank && !out.isEmpty() && isWord(c) && isWord(out.charAt(out.length() - 1))) {
                out.append(' ');
            }
            out.append(c);
            blank = false;
        }
        return out.toString();
    }

    /**
     * The module in front of a function, by the kernel's rule: a single prefix is one if no blank
     * touches its colon, of two it is the second.
     *
     * @param to where the function begins
     */
    static String module(String line, int from, int to) {
        String[] prefixes = line.substring(from, to).split(":", -1);
        String last = prefixes.length < 2 ? "" : prefixes[prefixes.length - 2];
        boolean touches = !last.endsWith(" ") && prefixes[prefixes.length - 1].isEmpty();
        return prefixes.length == 3 || touches ? last.strip() : "";
    }

    /** The function with its module, if that is named. */
    public Optional<String> qualifiedFunction() {
        return function()
                .map(
                        span -> {
                            String module = module(line, from, span.start());
                            return module.isEmpty() ? text(span) : module + ":" + text(span);
                        });
    }

    /** Whether a parenthesis follows the function. */
    public boolean hasFields() {
        return open >= 0;
    }

    /** Whether the line breaks off where a field could end. */
    public boolean endsInField() {
        if (!hasFields() || line.indexOf(')', open) >= 0) {
            return false;
        }
        int last = lastInk(line.length());
        return line.charAt(last) == ']' || line.charAt(last) == '(' || followsAnotherWord(last);
    }

    private boolean followsAnotherWord(int last) {
        return wordAt(last)
                .map(word -> lastInk(word.start()))
                .filter(before -> before > open && "(,|".indexOf(line.charAt(before)) < 0)
                .isPresent();
    }

    /** The function's name, without its address; without a parenthesis the last word. */
    public Optional<Span> function() {
        int end = hasFields() ? open : line.length();
        int at = line.lastIndexOf('@', end - 1);
        if (at > from) {
            end = at;
        }
        while (end > from && isBlank(line.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > from && isWord(line.charAt(start - 1))) {
            start--;
        }
        boolean isName = start < end && !Character.isDigit(line.charAt(start));
        return isName ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    /** The name that the event will have: the one in front of a colon, or the function's. */
    public String name() {
        String function = function().map(this::text).orElse("");
        int colon = line.indexOf(':', from);
        if (colon > from && colon + 1 < line.length() && isBlank(line.charAt(colon + 1))) {
            return wordAt(lastInk(colon)).map(this::text).orElse("");
        }
        return function.replace('.', '_');
    }

    private int lastInk(int before) {
        int at = before - 1;
        while (at > from && isBlank(line.charAt(at))) {
            at--;
        }
        return at;
    }

    private String text(Span span) {
        return line.substring(span.start(), span.end());
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
        int close = line.indexOf(')', open + 1);
        if (!hasFields() || word.start() <= open || wordAt(word.start()).isEmpty()) {
            return false;
        }
        if (close > 0 && close < word.start()) {
            return false; // in a return value or a filter
        }
        int before = word.start();
        while (before > open && isBlank(line.charAt(before - 1))) {
            before--;
        }
        if ("(,|".indexOf(line.charAt(before - 1)) >= 0) {
            return true;
        }
        return wordAt(before - 1).map(this::text).filter("unsigned"::equals).isPresent();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Names of functions may hold dots ({@code foo.isra.0}). */
    private static boolean isWord(char c) {
        return c == '_' || c == '.' || c < 0x80 && Character.isLetterOrDigit(c);
    }
}
