// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.reader.History;

import java.util.Iterator;

/** What was typed before and began like the line that is typed now: the newest of it. */
final class Suggestion {
    private final History history;
    private String typed = "";
    private int typedAt = -1;
    private String rest = "";

    Suggestion(History history) {
        this.history = history;
    }

    /** What would complete {@code line}; empty if nothing would. */
    String rest(String line) {
        if (!line.equals(typed) || history.index() != typedAt) {
            typed = line;
            typedAt = history.index();
            rest = find(line);
        }
        return rest;
    }

    private String find(String line) {
        if (line.isBlank() || history.isEmpty()) {
            return "";
        }
        Iterator<History.Entry> newestFirst = history.reverseIterator();
        while (newestFirst.hasNext()) {
            String old = newestFirst.next().line();
            if (old.length() > line.length() && old.startsWith(line) && old.indexOf('\n') < 0) {
                return old.substring(line.length());
            }
        }
        return "";
    }

    /** The part of {@code rest} up to the end of its first word. */
    static String firstWord(String rest) {
        int at = 0;
        while (at < rest.length() && !isName(rest.charAt(at))) {
            at++;
        }
        while (at < rest.length() && isName(rest.charAt(at))) {
            at++;
        }
        return rest.substring(0, at);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
