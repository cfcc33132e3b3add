// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.kernel.TargetException;

import java.nio.charset.StandardCharsets;

/** Walks the lines of a file of the kernel's without making a String of any of them. */
final class Lines {
    private static final int SHOWN = 60;

    final byte[] text;
    private final String path;

    /** The line is {@code text[start..end)}, without its line break. */
    int start;

    int end = -1;
    private int number;

    Lines(String path, byte[] text) {
        this.path = path;
        this.text = text;
    }

    boolean next() {
        start = end + 1;
        if (start >= text.length) {
            return false;
        }
        end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        number++;
        return true;
    }

    /** The index of {@code wanted} in the line from {@code from} on; the line's end if none. */
    int find(int from, char wanted) {
        int at = from;
        while (at < end && text[at] != wanted) {
            at++;
        }
        return at;
    }

    /** That this line is not what the kernel writes: {@code path: line: message}. */
    TargetException malformed(String message) {
        String line = shown(start, Math.min(end, start + SHOWN));
        return new TargetException(path + ": " + number + ": " + message + ": '" + line + "'", "");
    }

    /** Bytes of the line as text that can be shown; names of a kernel are ASCII. */
    String shown(int from, int to) {
        StringBuilder shown = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            shown.append(text[i] >= ' ' && text[i] < 0x7f ? (char) text[i] : '?');
        }
        return shown.toString();
    }

    static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
