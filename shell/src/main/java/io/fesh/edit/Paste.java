// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.reader.EndOfFileException;
import org.jline.reader.impl.LineReaderImpl;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * What a terminal pastes in brackets. What fits is put into the line, to be looked at; more than
 * that is held aside until Enter, for drawing megabytes at every key would take for ever.
 */
final class Paste {
    private static final int LONGEST_ON_SCREEN = 16 << 10;
    private static final int MOST_LINES_ON_SCREEN = 200;

    private final StringBuilder held = new StringBuilder();
    private long lines;

    /** As below; nobody who wants to draw has to wait for the terminal meanwhile. */
    static String read(ReentrantLock lock, IntSupplier keys) {
        int held = lock.getHoldCount();
        for (int i = 0; i < held; i++) {
            lock.unlock();
        }
        try {
            return read(keys);
        } finally {
            for (int i = 0; i < held; i++) {
                lock.lock();
            }
        }
    }

    /**
     * The text up to the closing bracket, with line breaks as they are in a line.
     *
     * @param keys the next character, negative when there will be none
     */
    static String read(IntSupplier keys) {
        StringBuilder text = new StringBuilder();
        String end = LineReaderImpl.BRACKETED_PASTE_END;
        int matched = 0;
        while (matched < end.length()) {
            int c = keys.getAsInt();
            if (c < 0) {
                throw new EndOfFileException();
            }
            matched = c == end.charAt(matched) ? matched + 1 : c == end.charAt(0) ? 1 : 0;
            text.appendCodePoint(c);
        }
        text.setLength(text.length() - end.length());
        return text.toString().replace("\r\n", "\n").replace('\r', '\n');
    }

    static boolean fitsOnScreen(String text) {
        return text.length() <= LONGEST_ON_SCREEN
                && text.chars().filter(c -> c == '\n').count() <= MOST_LINES_ON_SCREEN;
    }

    void add(String text) {
        held.append(text);
        lines = held.chars().filter(c -> c == '\n').count();
        if (held.charAt(held.length() - 1) != '\n') {
            lines++;
        }
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** All that is held; from now on nothing is. */
    String take() {
        String text = held.toString();
        held.setLength(0);
        held.trimToSize();
        return text;
    }

    /** What somebody at the terminal is told of it. */
    @Override
    public String toString() {
        return String.format(
                "%,d lines pasted, %,d characters: Enter runs them, Ctrl-C drops them",
                lines, held.length());
    }
}
