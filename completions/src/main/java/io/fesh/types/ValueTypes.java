// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.kernel.ValueType;

/** What reading a value of some BTF type takes. */
final class ValueTypes {
    private ValueTypes() {}

    static ValueType of(Btf btf, int id) {
        return ValueType.of(BtfCType.of(btf, id));
    }

    /**
     * Whether it is {@code char} itself: a typedef such as u8 means a number. {@code unsigned char}
     * is text where it is an array or const; behind other pointers it is bytes of any kind.
     */
    static boolean isCharacter(Btf btf, int id, boolean unsignedToo) {
        int at = id;
        boolean constant = false;
        for (int depth = 0; depth < 32; depth++) {
            switch (btf.kind(at)) {
                case CONST -> constant = true;
                case VOLATILE, RESTRICT, TYPE_TAG -> {
                    // no matter
                }
                default -> {
                    return btf.kind(at) == BtfKind.INT
                            && (btf.name(at).equals("char")
                                    || btf.name(at).equals("unsigned char")
                                            && (unsignedToo || constant));
                }
            }
            at = btf.target(at);
        }
        return false;
    }
}
