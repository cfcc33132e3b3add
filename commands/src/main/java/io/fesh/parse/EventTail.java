// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the arguments of an event: {@code => TYPE NAME}, {@code if FILTER}, {@code stack}.
 *
 * @param returnType of the value that is returned, if the line names it
 * @param filter without its "if"; of no length if there is none
 */
public record EventTail(Optional<Word> returnType, Optional<Word> returnName, Span filter) {
    private static final Pattern TAIL =
            Pattern.compile(
                    "\\s*(?:=>([^\"']*?))?(?:\\bif\\b(.*?))?(?:(?<!\\w)stack)?\\s*",
                    Pattern.DOTALL);
    private static final Pattern RETURN =
            Pattern.compile(
                    "\\s*(" + EventLine.TYPE + ")" + "\\s+([A-Za-z_]\\w*)[-+\\w\\s\\[\\]]*");

    /**
     * @param from where in {@code line} the arguments have ended
     */
    public static EventTail of(String line, int from) {
        Matcher tail = TAIL.matcher(line).region(from, line.length());
        if (!tail.matches()) {
            return new EventTail(
                    Optional.empty(), Optional.empty(), new Span(line.length(), line.length()));
        }
        Optional<Word> type = Optional.empty();
        Optional<Word> name = Optional.empty();
        if (tail.group(1) != null) {
            Matcher value = RETURN.matcher(line).region(tail.start(1), tail.end(1));
            if (value.matches()) {
                type = Optional.of(word(value, 1));
                name = Optional.of(word(value, 2));
            }
        }
        boolean filtered = tail.group(2) != null;
        int end = line.length();
        return new EventTail(
                type, name, filtered ? new Span(tail.start(2), tail.end(2)) : new Span(end, end));
    }

    private static Word word(Matcher m, int group) {
        return new Word(m.group(group), new Span(m.start(group), m.end(group)));
    }
}
