// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

import java.util.List;

/**
 * Splits a line for JLine at the places where a name can begin: after blanks and punctuation. Every
 * line is complete; what it means is not asked here.
 */
public final class WordParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        int from = Math.min(cursor, line.length());
        int start = from;
        while (start > 0 && isName(line.charAt(start - 1))) {
            start--;
        }
        int end = from;
        while (end < line.length() && isName(line.charAt(end))) {
            end++;
        }
        return new AtWord(line, from, start, end);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '*' || c == '-';
    }

    /** A line with one word: the one at the cursor. */
    private record AtWord(String line, int cursor, int start, int end)
            implements CompletingParsedLine {

        @Override
        public String word() {
            return line.substring(start, end);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return end - start;
        }
    }
}
