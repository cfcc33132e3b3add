// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/**
 * JSON text (RFC 8259) in which no character is left raw that a terminal would act on. Bytes that
 * are not UTF-8 are written as {@code \udc80} to {@code \udcff}.
 */
public final class Json {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Json() {}

    /** A string in quotes. */
    public static String string(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        appendString(out, text);
        return out.toString();
    }

    /** A string in quotes, of bytes that are UTF-8 for the most part. */
    public static String string(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 2);
        appendBytes(out, bytes);
        return out.toString();
    }

    static void appendString(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int at = 0; at < text.length(); ) {
            int codePoint = Character.codePointAt(text, at);
            appendCharacter(out, codePoint);
            at += Character.charCount(codePoint);
        }
        out.append('"');
    }

    static void appendBytes(StringBuilder out, byte[] bytes) {
        out.append('"');
        appendContent(out, bytes);
        out.append('"');
    }

    /** What stands between the quotes. */
    static void appendContent(StringBuilder out, byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            byte b = bytes[at];
            int size = b >= 0 ? 1 : Utf8.length(bytes, at, bytes.length);
            if (size == 0) {
                appendUnit(out, 0xdc00 | b & 0xff);
                at++;
            } else {
                appendCharacter(out, size == 1 ? b : Utf8.codePoint(bytes, at, size));
                at += size;
            }
        }
    }

    private static void appendCharacter(StringBuilder out, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            out.append('\\').append((char) codePoint);
        } else if (codePoint == '\n') {
            out.append("\\n");
        } else if (codePoint == '\t') {
            out.append("\\t");
        } else if (Quoting.isUnsafe(codePoint)) {
            appendUnit(out, codePoint);
        } else {
            out.appendCodePoint(codePoint);
        }
    }

    /** All unsafe characters are below U+10000. */
    private static void appendUnit(StringBuilder out, int unit) {
        out.append("\\u")
                .append(HEX[unit >> 12])
                .append(HEX[unit >> 8 & 0xf])
                .append(HEX[unit >> 4 & 0xf])
                .append(HEX[unit & 0xf]);
    }
}
