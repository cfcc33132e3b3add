// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;

/** Integers as C has them: the bytes of a type, promotion, the type of a result. */
final class Integers {
    private static final int INT = 4;
    private static final int LONG = 8;

    private Integers() {}

    /** The value that a type keeps of {@code bits}, sign-extended if it is signed. */
    static long fit(long bits, CType type) {
        if (type.kind() == Kind.BOOLEAN) {
            return bits == 0 ? 0 : 1;
        }
        return extend(bits, (int) Math.min(LONG, type.size()) * 8, type.signed());
    }

    /** The low {@code width} bits as a number. */
    static long extend(long bits, int width, boolean signed) {
        int unused = Long.SIZE - width;
        if (width <= 0 || unused <= 0) {
            return bits;
        }
        return signed ? bits << unused >> unused : bits << unused >>> unused;
    }

    /**
     * The little-endian number of {@code width} bits that begins in bit {@code bit} of {@code
     * bytes[from]}; all of them are there.
     */
    static long decode(byte[] bytes, int from, int bit, int width, boolean signed) {
        int count = Math.min(bytes.length - from, (bit + width + 7) / 8);
        long value = 0;
        for (int i = Math.min(count, LONG) - 1; i >= 0; i--) {
            value = value << 8 | bytes[from + i] & 0xff;
        }
        value >>>= bit;
        if (count > LONG) {
            // a bit field over nine bytes
            value |= (long) (bytes[from + LONG] & 0xff) << Long.SIZE - bit;
        }
        return extend(value, width, signed);
    }

    /** C computes with nothing that is smaller than an int. */
    static BasicType promoted(CType type) {
        if (type.size() < INT) {
            return BasicType.INT;
        } else if (type.size() == INT) {
            return type.signed() ? BasicType.INT : BasicType.UNSIGNED_INT;
        }
        return type.signed() ? BasicType.LONG : BasicType.UNSIGNED_LONG;
    }

    /** The type in which two of them are computed with. */
    static BasicType common(CType left, CType right) {
        BasicType a = promoted(left);
        BasicType b = promoted(right);
        if (a.size() != b.size()) {
            return a.size() > b.size() ? a : b;
        }
        return a.signed() ? b : a;
    }
}
