// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.event.FieldValue;

import java.util.List;

/** Fields of type {@code char} and {@code char[N]}, which are text to a person. */
final class CharArrays {
    private CharArrays() {}

    /** The bytes up to the first NUL: an array need not end in one. */
    static byte[] text(List<FieldValue> elements) {
        byte[] bytes = new byte[elements.size()];
        int length = 0;
        while (length < bytes.length
                && elements.get(length) instanceof FieldValue.Num num
                && (byte) num.bits() != 0) {
            bytes[length++] = (byte) num.bits();
        }
        return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
    }

    /** One byte between single quotes; above ASCII it is half of something and shown as hex. */
    static void appendChar(StringBuilder out, byte b) {
        if (b == '\'') {
            out.append("\\'");
        } else if (b == '"') {
            out.append('"');
        } else {
            Quoting.append(out, new byte[] {b}, 0, 1);
        }
    }
}
