// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;
import io.fesh.btf.BtfKind;
import io.fesh.btf.BtfType;
import io.fesh.btf.CDeclaration;
import io.fesh.event.Meaning;
import io.fesh.kernel.ValueType;
import io.fesh.kernel.ValueType.Kind;

import java.util.List;

/** What reading a value of some BTF type takes. */
final class ValueTypes {
    private ValueTypes() {}

    static ValueType of(Btf btf, int id) {
        String text = CDeclaration.of(btf, id);
        int at = btf.resolve(id);
        int size = (int) Math.min(Integer.MAX_VALUE, btf.sizeOf(id).orElse(0));
        return switch (btf.kind(at)) {
            case VOID -> ValueType.VOID;
            case INT, ENUM, ENUM64, FLOAT -> scalar(btf, id, text, size);
            case PTR -> pointer(btf, id, at, text, size);
            case ARRAY -> array(btf, at, text);
            case STRUCT, UNION -> plain(text, Kind.COMPOSITE, size);
            default -> plain(text, Kind.NONE, 0);
        };
    }

    private static ValueType plain(String text, Kind kind, int size) {
        return new ValueType(text, kind, size, false, 0, false);
    }

    private static ValueType scalar(Btf btf, int id, String text, int size) {
        BtfType type = btf.type(btf.resolve(id));
        if (type instanceof BtfType.Int number) {
            Kind kind =
                    number.bool()
                            ? Kind.BOOLEAN
                            : isCharacter(btf, id, true) ? Kind.CHARACTER : Kind.INTEGER;
            return new ValueType(text, kind, size, number.signed(), 0, false);
        } else if (type instanceof BtfType.Enumeration number) {
            List<Meaning.Constant> constants =
                    number.values().stream()
                            .map(each -> new Meaning.Constant(each.name(), each.value()))
                            .toList();
            return new ValueType(text, Kind.ENUM, size, number.signed(), 0, false, constants);
        }
        return plain(text, Kind.FLOATING, size);
    }

    private static ValueType pointer(Btf btf, int id, int at, String text, int size) {
        int target = btf.target(at);
        Kind kind = Kind.POINTER;
        if (btf.kind(btf.resolve(target)) == BtfKind.FUNC_PROTO) {
            kind = Kind.FUNCTION;
        } else if (isCharacter(btf, target, false)) {
            kind = Kind.TEXT;
        }
        return new ValueType(text, kind, size, false, 0, btf.isUserPointer(id));
    }

    private static ValueType array(Btf btf, int array, String text) {
        long count = 1;
        // a typedef of the element stays: it tells bytes (u8) from characters
        int element = array;
        for (int depth = 0;
                btf.kind(btf.resolve(element)) == BtfKind.ARRAY && depth < 32;
                depth++) {
            BtfType.Array type = (BtfType.Array) btf.type(btf.resolve(element));
            count = Math.multiplyHigh(count, type.length()) == 0 ? count * type.length() : 0;
            element = type.element();
        }
        ValueType one = of(btf, element);
        Kind kind =
                switch (one.kind()) {
                    case CHARACTER -> Kind.CHARACTERS;
                    case INTEGER, BOOLEAN, ENUM, POINTER, TEXT, FUNCTION -> Kind.ARRAY;
                    default -> isCharacter(btf, element, true) ? Kind.CHARACTERS : Kind.COMPOSITE;
                };
        boolean known = count > 0 && count <= Integer.MAX_VALUE;
        return new ValueType(text, kind, one.size(), one.signed(), known ? (int) count : 0, false);
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
