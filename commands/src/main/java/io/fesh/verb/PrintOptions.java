// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.expr.Format;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

/**
 * What stands between {@code print} and its expression: {@code /x}, {@code -depth 5}, {@code
 * -elements 20}, {@code -zeros}.
 *
 * @param end where the expression begins
 */
record PrintOptions(Format format, int end) {
    private static final int LARGEST = 100_000;

    static PrintOptions of(Command.Call call) throws LineError {
        String line = call.line();
        Format format = Format.DEFAULT;
        int at = call.offset();
        if (at < line.length() && line.charAt(at) == '/') {
            Span letters = word(line, at + 1);
            String text = line.substring(letters.start(), letters.end());
            if (text.length() != 1 || Format.LETTERS.indexOf(text.charAt(0)) < 0) {
                throw new LineError(
                        line,
                        new Span(at, Math.max(letters.end(), at + 1)),
                        "/"
                                + text
                                + " is no format: there are /"
                                + String.join(" /", Format.LETTERS.split("")),
                        "try: print/x jiffies");
            }
            format = format.withLetter(text.charAt(0));
            at = skip(line, letters.end());
        }
        while (true) {
            Span option = word(line, at);
            switch (line.substring(option.start(), option.end())) {
                case "-depth" -> {
                    Span number = word(line, skip(line, option.end()));
                    format =
                            new Format(
                                    format.letter(),
                                    number(line, option, number),
                                    format.elements(),
                                    format.zeros());
                    at = skip(line, number.end());
                }
                case "-elements" -> {
                    Span number = word(line, skip(line, option.end()));
                    format =
                            new Format(
                                    format.letter(),
                                    format.depth(),
                                    number(line, option, number),
                                    format.zeros());
                    at = skip(line, number.end());
                }
                case "-zeros" -> {
                    format = new Format(format.letter(), format.depth(), format.elements(), true);
                    at = skip(line, option.end());
                }
                default -> {
                    return new PrintOptions(format, at);
                }
            }
        }
    }

    private static int number(String line, Span option, Span number) throws LineError {
        try {
            int value = Integer.parseInt(line.substring(number.start(), number.end()));
            if (value > 0 && value <= LARGEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a zero
        }
        String name = line.substring(option.start(), option.end());
        throw new LineError(
                line,
                number.start() < number.end() ? number : Span.at(number.start()),
                name + " needs a number from 1 to " + LARGEST,
                "try: print " + name + " 5 init_task");
    }

    private static int skip(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Span word(String line, int from) {
        int at = from;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return new Span(from, at);
    }
}
