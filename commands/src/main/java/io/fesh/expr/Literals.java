// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.BasicType;
import io.fesh.parse.LineError;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, characters and strings as C writes them. */
final class Literals {
    private static final Pattern NUMBER =
            Pattern.compile("(0[xX]|0[bB]|0(?=\\d)|)(\\w*?)([uUlL]*)");
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final String ESCAPES = "abtnvfre";
    private static final byte[] ESCAPED = {7, 8, 9, 10, 11, 12, 13, 27};

    private Literals() {}

    static Expr.Number number(String line, Token token) throws LineError {
        Matcher parts = NUMBER.matcher(token.text());
        if (!parts.matches()) {
            throw error(line, token, " is not a number");
        }
        int base =
                switch (parts.group(1).toLowerCase(Locale.ROOT)) {
                    case "0x" -> 16;
                    case "0b" -> 2;
                    case "0" -> 8;
                    default -> 10;
                };
        String suffix = parts.group(3).toLowerCase(Locale.ROOT);
        BigInteger value;
        try {
            value = new BigInteger(parts.group(2), base);
        } catch (NumberFormatException e) {
            throw error(
                    line,
                    token,
                    base == 8 ? " begins with 0, so its digits are octal" : " is not a number");
        }
        if (!suffix.matches("u?l{0,2}|l{1,2}u")) {
            throw error(line, token, " ends in no suffix of C");
        }
        if (value.compareTo(LARGEST) > 0) {
            throw error(line, token, " does not fit into 64 bits");
        }
        return new Expr.Number(
                token.span(), type(value.bitLength(), base == 10, suffix), value.longValue());
    }

    /** The first type that holds it: hexadecimal numbers may be unsigned without a suffix. */
    private static BasicType type(int bits, boolean decimal, String suffix) {
        boolean unsigned = suffix.contains("u");
        if (!suffix.contains("l")) {
            if (bits <= 31 && !unsigned) {
                return BasicType.INT;
            } else if (bits <= 32 && (unsigned || !decimal)) {
                return BasicType.UNSIGNED_INT;
            }
        }
        return bits <= 63 && !unsigned ? BasicType.LONG : BasicType.UNSIGNED_LONG;
    }

    static Expr.Number character(String line, Token token) throws LineError {
        byte[] bytes = unquoted(line, token);
        if (bytes.length != 1) {
            throw error(line, token, bytes.length == 0 ? " is empty" : " is more than one byte");
        }
        return new Expr.Number(token.span(), BasicType.INT, bytes[0]);
    }

    static Expr.Text string(String line, Token token) throws LineError {
        return new Expr.Text(token.span(), unquoted(line, token));
    }

    private static byte[] unquoted(String line, Token token) throws LineError {
        String text = token.text().substring(1, token.text().length() - 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c != '\\') {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char escape = text.charAt(at);
            int known = ESCAPES.indexOf(escape);
            int digits = digits(text, escape == 'x' ? at + 1 : at, escape == 'x' ? 16 : 8);
            if (escape == 'x' && digits > 0) {
                out.write(Integer.parseInt(text.substring(at + 1, at + 1 + digits), 16));
                at += 1 + digits;
            } else if (escape != 'x' && digits > 0) {
                out.write(Integer.parseInt(text.substring(at, at + digits), 8));
                at += digits;
            } else if (known >= 0 || "\\'\"?".indexOf(escape) >= 0) {
                out.write(known >= 0 ? ESCAPED[known] : escape);
                at++;
            } else {
                throw error(line, token, " has an escape that C does not know: \\" + escape);
            }
        }
        return out.toByteArray();
    }

    private static int digits(String text, int from, int base) {
        int most = base == 16 ? 2 : 3;
        int count = 0;
        while (count < most
                && from + count < text.length()
                && Character.digit(text.charAt(from + count), base) >= 0) {
            count++;
        }
        return count;
    }

    private static LineError error(String line, Token token, String problem) {
        return new LineError(line, token.span(), token.text() + problem, "");
    }
}
