// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;

/** What is refused before anything looks at a line's meaning: too long, not text, not printable. */
final class LineCheck {

    /** FESH_LINE_MAX of uapi/fesh.h without the newline. */
    static final int KERNEL_LINE_MAX = 4095;

    private LineCheck() {}

    /** A line for whatever verb: UTF-8 without NUL, not longer than {@code most} bytes. */
    static void anyLine(String line, int most) throws LineError {
        length(line, 0, most, "a command");
        for (int at = 0; at < line.length(); ) {
            int c = line.codePointAt(at);
            if (c == 0 || c >= 0xd800 && c <= 0xdfff) {
                String what = c == 0 ? "a NUL byte" : "a byte that is not UTF-8";
                throw new LineError(line, Span.at(at), "the line holds " + what, "");
            }
            at += Character.charCount(c);
        }
    }

    /** What follows {@code from} is for the kernel: printable, and short enough for it. */
    static void kernelLine(String line, int from) throws LineError {
        length(line, from, KERNEL_LINE_MAX, "the line of an event");
        for (int at = from; at < line.length(); ) {
            int c = line.codePointAt(at);
            if (c != '\t' && Quoting.isUnsafe(c)) {
                throw new LineError(
                        line,
                        new Span(at, at + Character.charCount(c)),
                        "the line holds a control character, U+" + hex(c),
                        "");
            }
            at += Character.charCount(c);
        }
    }

    private static String hex(int codePoint) {
        String digits = Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static void length(String line, int from, int most, String what) throws LineError {
        if (3L * (line.length() - from) <= most) {
            return;
        }
        long bytes = 0;
        int firstTooMany = line.length();
        for (int at = from; at < line.length(); ) {
            int c = line.codePointAt(at);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (bytes > most) {
                firstTooMany = Math.min(firstTooMany, at);
            }
            at += Character.charCount(c);
        }
        if (bytes > most) {
            throw new LineError(
                    line,
                    new Span(firstTooMany, line.length()),
                    "the line has "
                            + Numbers.count(bytes, "byte", "bytes")
                            + ": "
                            + what
                            + " has at most "
                            + Numbers.grouped(most),
                    "");
        }
    }
}
