// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What names are looked for by: a part of them as it stands, or a regular expression. */
final class NameExpression {
    /** Names of functions have dots: alone they make no expression. */
    private static final Pattern PART = Pattern.compile("[\\w.]*");

    private NameExpression() {}

    /** Whether it is looked for as it stands. */
    static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    /** Of the text at {@code span}, which may stand in quotes. */
    static Pattern of(String line, Span span) throws LineError {
        String typed = line.substring(span.start(), span.end());
        int quote = isQuoted(typed) ? 1 : 0;
        String text = typed.substring(quote, typed.length() - quote);
        if (isPart(text)) {
            return Pattern.compile(text, Pattern.LITERAL);
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            int at = Math.min(Math.max(0, e.getIndex()), text.length());
            throw new LineError(
                    line,
                    Span.at(Math.min(span.start() + quote + at, Math.max(0, span.end() - 1))),
                    "regular expression is wrong: " + lowered(e.getDescription()),
                    "");
        }
    }

    private static boolean isQuoted(String typed) {
        char first = typed.charAt(0);
        return typed.length() > 1
                && (first == '\'' || first == '"')
                && typed.charAt(typed.length() - 1) == first;
    }

    private static String lowered(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
