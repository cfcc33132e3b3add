// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code events} is asked for.
 *
 * @param event whose hits; empty for all
 * @param most of them, the newest; 0 if they are asked for by number
 * @param numbers where the range stands; null without one
 * @param from the first number
 * @param to the last one
 * @param pretty a field a line
 */
record EventsLine(
        Optional<Word> event, int most, Word numbers, long from, long to, boolean pretty) {
    static final int DEFAULT_COUNT = 20;

    private static final Pattern COUNT = Pattern.compile("[0-9]+");
    private static final Pattern RANGE =
            Pattern.compile("\\[?#?([0-9]{1,18})(?:(\\.\\.)#?([0-9]{1,18})?)?]?");

    static EventsLine of(Command.Call call, String usage) throws LineError {
        List<Word> words = call.words();
        int next = 0;
        Optional<Word> event = Optional.empty();
        if (next < words.size() && isName(words.get(next).text())) {
            event = Optional.of(words.get(next++));
        }
        EventsLine line = new EventsLine(event, DEFAULT_COUNT, null, 0, 0, false);
        boolean last = next < words.size() && words.get(next).text().equals("last");
        if (last && ++next == words.size()) {
            throw call.missing("how many", "events last " + DEFAULT_COUNT);
        }
        if (next < words.size() && (last || COUNT.matcher(words.get(next).text()).matches())) {
            line = new EventsLine(event, count(call, words.get(next++)), null, 0, 0, false);
        } else if (next < words.size() && !words.get(next).text().equals("pretty")) {
            line = range(call, event, words.get(next++));
        }
        if (next < words.size() && words.get(next).text().equals("pretty")) {
            line = new EventsLine(event, line.most, line.numbers, line.from, line.to, true);
            next++;
        }
        if (next < words.size()) {
            throw call.unexpected(words.get(next), usage);
        }
        return line;
    }

    private static boolean isName(String word) {
        return !word.isEmpty()
                && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_')
                && !word.equals("last")
                && !word.equals("pretty");
    }

    private static EventsLine range(Command.Call call, Optional<Word> event, Word word)
            throws LineError {
        Matcher range = RANGE.matcher(word.text());
        if (!range.matches()) {
            throw new LineError(
                    call.line(),
                    word.span(),
                    Phrases.name(word.text()) + " is no range of hits",
                    "try: events #1..#20");
        }
        long from = Long.parseLong(range.group(1));
        long to = from;
        if (range.group(2) != null) {
            to = range.group(3) == null ? Long.MAX_VALUE : Long.parseLong(range.group(3));
        }
        if (to < from) {
            throw new LineError(
                    call.line(),
                    word.span(),
                    "the range ends before it begins",
                    "try: events #" + to + "..#" + from);
        }
        return new EventsLine(event, 0, word, from, to, false);
    }

    private static int count(Command.Call call, Word word) throws LineError {
        try {
            int count = Integer.parseInt(word.text());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a zero
        }
        throw new LineError(
                call.line(),
                word.span(),
                "the count of events is a number from 1 on",
                "try: events " + DEFAULT_COUNT);
    }
}
