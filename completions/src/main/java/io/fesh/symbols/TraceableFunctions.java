// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.kernel.TargetException;
import io.fesh.names.NameTable;

import java.util.Arrays;

/**
 * Reads tracefs's available_filter_functions: a line for each place that ftrace can hook, with the
 * function's name and, for one of a module, a blank and {@code [module]}.
 */
final class TraceableFunctions {
    /** Stands for a place whose function is gone (since 6.0: a weak function that was replaced). */
    private static final byte[] GONE = Lines.bytes("__ftrace_invalid_address__");

    private static final int GUESSED_LINE = 16;

    private TraceableFunctions() {}

    static NameTable read(String path, byte[] text) throws TargetException {
        Lines lines = new Lines(path, text);
        int[] start = new int[text.length / GUESSED_LINE + 16];
        int[] end = new int[start.length];
        int count = 0;
        while (lines.next()) {
            int nameEnd = lines.find(lines.start, ' ');
            if (nameEnd == lines.start) {
                throw lines.malformed("function has no name");
            }
            if (nameEnd != lines.end
                    && (lines.end - nameEnd < 4
                            || text[nameEnd + 1] != '['
                            || text[lines.end - 1] != ']')) {
                throw lines.malformed("module is not in brackets");
            }
            if (isGone(text, lines.start, nameEnd)) {
                continue;
            }
            if (count == start.length) {
                start = Arrays.copyOf(start, count + (count >> 1));
                end = Arrays.copyOf(end, start.length);
            }
            start[count] = lines.start;
            end[count] = nameEnd;
            count++;
        }
        return NameTable.of(text, start, end, count);
    }

    private static boolean isGone(byte[] text, int from, int to) {
        return to - from >= GONE.length
                && Arrays.equals(text, from, from + GONE.length, GONE, 0, GONE.length);
    }
}
