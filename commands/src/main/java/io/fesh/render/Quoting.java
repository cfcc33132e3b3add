// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * Text from a traced kernel, made safe for terminals and files, in the way of a C string and
 * reversible: {@code \n \t \" \\}, and {@code \xNN} for each byte of what must not be seen raw: C0,
 * DEL, C1, the separators U+2028 and U+2029, characters that turn the direction of text, and bytes
 * that are not UTF-8.
 */
public final class Quoting {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Quoting() {}

    /** Appends {@code length} bytes so that the result, between quotes, stands for them. */
    public static void append(StringBuilder out, byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end) {
            byte b = bytes[at];
            if (b >= 0) {
                appendAscii(out, b);
                at++;
                continue;
            }
            int size = Utf8.length(bytes, at, end);
            int codePoint = size == 0 ? -1 : Utf8.codePoint(bytes, at, size);
            if (size == 0) {
                appendByte(out, b);
                at++;
            } else if (isUnsafe(codePoint)) {
                for (int i = 0; i < size; i++) {
                    appendByte(out, bytes[at + i]);
                }
                at += size;
            } else {
                out.appendCodePoint(codePoint);
                at += size;
            }
        }
    }

    /** The bytes between double quotes. */
    public static String quote(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 2).append('"');
        append(out, bytes, 0, bytes.length);
        return out.append('"').toString();
    }

    /**
     * Appends a name or sentence in which quotes and backslashes are common and safe: only what
     * must not be seen raw is written as {@code \xNN}. Lone surrogates stand for bytes that are not
     * UTF-8 (U+DC80 to U+DCFF, as Python's surrogateescape has them).
     */
    public static void appendVisible(StringBuilder out, CharSequence text) {
        int length = text.length();
        for (int at = 0; at < length; ) {
            int codePoint = Character.codePointAt(text, at);
            appendVisible(out, codePoint);
            at += Character.charCount(codePoint);
        }
    }

    /** {@link #appendVisible(StringBuilder, CharSequence)} for one character. */
    public static void appendVisible(StringBuilder out, int codePoint) {
        if (codePoint == '\n') {
            out.append("\\n");
        } else if (codePoint == '\t') {
            out.append("\\t");
        } else if (codePoint >= 0xdc80 && codePoint <= 0xdcff) {
            appendByte(out, (byte) codePoint);
        } else if (isUnsafe(codePoint)) {
            appendUtf8(out, codePoint);
        } else {
            out.appendCodePoint(codePoint);
        }
    }

    /** {@link #appendVisible(StringBuilder, CharSequence)} as a string. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                StringBuilder out = new StringBuilder(text.length() + 8);
                appendVisible(out, text);
                return out.toString();
            }
        }
        return text;
    }

    /** Whether a terminal may do something else with it than show it. */
    public static boolean isUnsafe(int codePoint) {
        if (codePoint < 0x20 || codePoint == 0x7f) {
            return true;
        }
        if (codePoint < 0x80) {
            return false;
        }
        return codePoint < 0xa0
                || codePoint == 0x061c
                || (codePoint >= 0x200e && codePoint <= 0x200f)
                || (codePoint >= 0x2028 && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || (codePoint >= 0xd800 && codePoint <= 0xdfff);
    }

    static void appendAscii(StringBuilder out, byte b) {
        if (b == '"' || b == '\\') {
            out.append('\\').append((char) b);
        } else if (b >= ' ' && b != 0x7f) {
            out.append((char) b);
        } else if (b == '\n') {
            out.append("\\n");
        } else if (b == '\t') {
            out.append("\\t");
        } else {
            appendByte(out, b);
        }
    }

    private static void appendByte(StringBuilder out, byte b) {
        out.append("\\x").append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
    }

    private static void appendUtf8(StringBuilder out, int codePoint) {
        if (codePoint < 0x80) {
            appendByte(out, (byte) codePoint);
        } else if (codePoint < 0x800) {
            appendByte(out, (byte) (0xc0 | codePoint >> 6));
            appendByte(out, (byte) (0x80 | codePoint & 0x3f));
        } else {
            appendByte(out, (byte) (0xe0 | codePoint >> 12));
            appendByte(out, (byte) (0x80 | codePoint >> 6 & 0x3f));
            appendByte(out, (byte) (0x80 | codePoint & 0x3f));
        }
    }
}
