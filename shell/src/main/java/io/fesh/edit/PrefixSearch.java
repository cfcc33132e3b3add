// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.reader.History;

import java.util.Optional;

/**
 * The arrows through history: only lines that begin with what was typed before the first of them,
 * each text once in a row. Any other key ends the walk: then what is shown is what was typed.
 */
final class PrefixSearch {
    private final History history;
    private String typed = "";
    private String shown = "";
    private int at;
    private boolean walking;

    PrefixSearch(History history) {
        this.history = history;
    }

    /** The next older line; empty if there is none, then the line stays. */
    Optional<String> older(String line) {
        begin(line);
        for (int index = at - 1; index >= history.first(); index--) {
            if (fits(index)) {
                return show(index, history.get(index));
            }
        }
        return Optional.empty();
    }

    /** The next newer line, at last what was typed; empty if that is shown. */
    Optional<String> newer(String line) {
        begin(line);
        for (int index = at + 1; index <= history.last(); index++) {
            if (fits(index)) {
                return show(index, history.get(index));
            }
        }
        int end = history.last() + 1;
        return at >= end ? Optional.empty() : show(end, typed);
    }

    private void begin(String line) {
        if (!walking || !line.equals(shown)) {
            walking = true;
            typed = line;
            shown = line;
            at = history.last() + 1;
        }
    }

    private boolean fits(int index) {
        String line = history.get(index);
        return line.startsWith(typed) && !line.equals(shown) && !line.equals(typed);
    }

    private Optional<String> show(int index, String line) {
        at = index;
        shown = line;
        return Optional.of(line);
    }

    /** The line has been read. */
    void end() {
        walking = false;
    }
}
