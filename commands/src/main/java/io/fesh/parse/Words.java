// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a POSIX shell does: blanks separate, {@code '...'} is literal, in
 * {@code "..."} and outside of quotes a backslash takes the meaning from what follows.
 */
public final class Words {
    private final String line;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Words(String line, int from) {
        this.line = line;
        this.at = from;
    }

    /** The words of {@code line} from {@code from} on; spans are in the whole line. */
    public static List<Word> of(String line, int from) throws LineError {
        Words words = new Words(line, from);
        List<Word> found = new ArrayList<>();
        while (words.skipBlanks()) {
            found.add(words.next());
        }
        return found;
    }

    private boolean skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private Word next() throws LineError {
        int start = at;
        text.setLength(0);
        while (at < line.length() && !isBlank(line.charAt(at))) {
            char c = line.charAt(at);
            if (c == '\'' || c == '"') {
                quoted(c);
            } else {
                if (c == '\\' && at + 1 < line.length()) {
                    at++;
                }
                text.append(line.charAt(at++));
            }
        }
        return new Word(text.toString(), new Span(start, at));
    }

    private void quoted(char quote) throws LineError {
        int open = at++;
        while (at < line.length() && line.charAt(at) != quote) {
            if (quote == '"' && line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
            }
            text.append(line.charAt(at++));
        }
        if (at == line.length()) {
            throw new LineError(
                    line,
                    Span.at(open),
                    "quote " + quote + " is not closed",
                    "try: " + line + quote);
        }
        at++;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
