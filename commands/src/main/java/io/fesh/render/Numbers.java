// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/** Numbers as a person reads them. */
public final class Numbers {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Numbers() {}

    /** {@code 12,031}. */
    public static String grouped(long value) {
        return appendGrouped(new StringBuilder(), value).toString();
    }

    static StringBuilder appendGrouped(StringBuilder out, long value) {
        int start = out.length();
        out.append(value);
        int digits = value < 0 ? start + 1 : start;
        for (int at = out.length() - 3; at > digits; at -= 3) {
            out.insert(at, ',');
        }
        return out;
    }

    /** {@code 1 event}, {@code 12,031 events}. */
    public static String count(long value, String one, String many) {
        return grouped(value) + ' ' + (value == 1 ? one : many);
    }

    /** {@code 0.8 ms}. */
    public static String duration(long nanos) {
        StringBuilder out = new StringBuilder();
        appendDuration(out, nanos);
        return out.toString();
    }

    /** {@code 0.8 ms}: one decimal, in the unit in which it has one to three digits before it. */
    static void appendDuration(StringBuilder out, long nanos) {
        long ns = Math.max(nanos, 0);
        if (ns < 1_000) {
            out.append(ns).append(" ns");
        } else if (ns < 100_000) {
            appendTenths(out, ns, 1_000).append(" us");
        } else if (ns < 1_000_000_000) {
            appendTenths(out, ns, 1_000_000).append(" ms");
        } else {
            appendTenths(out, ns, 1_000_000_000).append(" s");
        }
    }

    private static StringBuilder appendTenths(StringBuilder out, long ns, long unit) {
        return appendGrouped(out, ns / unit).append('.').append(ns % unit / (unit / 10));
    }

    /** Hexadecimal digits of the low {@code size} bytes, at least {@code digits} of them. */
    static void appendHex(StringBuilder out, long bits, int size, int digits) {
        long value = size >= 8 ? bits : bits & (1L << (8 * size)) - 1;
        int needed = Math.max(1, (64 - Long.numberOfLeadingZeros(value) + 3) / 4);
        for (int i = Math.max(needed, digits) - 1; i >= 0; i--) {
            out.append(HEX[(int) (value >>> (4 * i)) & 0xf]);
        }
    }

    static void appendUnsigned(StringBuilder out, long bits) {
        if (bits >= 0) {
            out.append(bits);
        } else {
            out.append(Long.toUnsignedString(bits));
        }
    }

    /** {@code value} with zeros in front, {@code digits} in all. */
    static void appendPadded(StringBuilder out, long value, int digits) {
        long limit = 10;
        for (int i = 1; i < digits; i++, limit *= 10) {
            if (value < limit) {
                out.append('0');
            }
        }
        out.append(value);
    }
}
