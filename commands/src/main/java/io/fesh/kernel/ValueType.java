// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import io.fesh.event.Meaning;

import java.util.List;
import java.util.Optional;

/**
 * The type of a value in the kernel, as far as reading and showing it needs to know.
 *
 * @param text the type in C, as in a cast
 * @param size in bytes; of an array, of one element; 0 if it has none
 * @param count elements of an array, 0 where these are not known and for all that is no array
 * @param user a pointer that the kernel says points to user memory
 * @param constants of an enum
 */
public record ValueType(
        String text,
        Kind kind,
        int size,
        boolean signed,
        int count,
        boolean user,
        List<Meaning.Constant> constants) {

    public ValueType {
        constants = List.copyOf(constants);
    }

    /** Of anything but an enum. */
    public ValueType(String text, Kind kind, int size, boolean signed, int count, boolean user) {
        this(text, kind, size, signed, count, user, List.of());
    }

    /** What is done with the bytes. */
    public enum Kind {
        NONE,
        INTEGER,
        BOOLEAN,
        CHARACTER,
        ENUM,
        FLOATING,
        POINTER,
        /** A pointer to characters. */
        TEXT,
        /** A pointer to a function. */
        FUNCTION,
        /** An array of characters. */
        CHARACTERS,
        /** An array of integers, enums or pointers. */
        ARRAY,
        /** A struct or a union, or an array of them. */
        COMPOSITE
    }

    public static final ValueType VOID = new ValueType("void", Kind.NONE, 0, false, 0, false);

    /** The same of a type that can be walked. */
    public static ValueType of(CType type) {
        String text = type.spelling();
        return switch (type.kind()) {
            case VOID -> VOID;
            case INTEGER -> scalar(text, Kind.INTEGER, type);
            case BOOLEAN -> scalar(text, Kind.BOOLEAN, type);
            case CHARACTER -> scalar(text, Kind.CHARACTER, type);
            case ENUM -> scalar(text, Kind.ENUM, type);
            case FLOATING -> plain(text, Kind.FLOATING, size(type));
            case POINTER -> pointer(text, type);
            case ARRAY -> array(text, type);
            case STRUCT, UNION -> plain(text, Kind.COMPOSITE, size(type));
            case FUNCTION, INCOMPLETE -> plain(text, Kind.NONE, 0);
        };
    }

    private static int size(CType type) {
        return (int) Math.min(Integer.MAX_VALUE, type.size());
    }

    private static ValueType plain(String text, Kind kind, int size) {
        return new ValueType(text, kind, size, false, 0, false);
    }

    private static ValueType scalar(String text, Kind kind, CType type) {
        List<Meaning.Constant> constants =
                type.enumerators().stream()
                        .map(each -> new Meaning.Constant(each.name(), each.value()))
                        .toList();
        return new ValueType(text, kind, size(type), type.signed(), 0, false, constants);
    }

    private static ValueType pointer(String text, CType type) {
        Optional<CType> target = type.target();
        Kind kind = Kind.POINTER;
        if (target.filter(to -> to.kind() == CType.Kind.FUNCTION).isPresent()) {
            kind = Kind.FUNCTION;
        } else if (target.filter(CType::isText).isPresent()) {
            kind = Kind.TEXT;
        }
        return new ValueType(text, kind, size(type), false, 0, type.user());
    }

    private static ValueType array(String text, CType type) {
        long count = 1;
        CType element = type;
        while (element.kind() == CType.Kind.ARRAY && element.target().isPresent()) {
            long length = element.length();
            count = Math.multiplyHigh(count, length) == 0 ? count * length : 0;
            element = element.target().get();
        }
        ValueType one = of(element);
        Kind kind =
                switch (one.kind()) {
                    case CHARACTER -> Kind.CHARACTERS;
                    case INTEGER, BOOLEAN, ENUM, POINTER, TEXT, FUNCTION -> Kind.ARRAY;
                    default -> Kind.COMPOSITE;
                };
        boolean known = count > 0 && count <= Integer.MAX_VALUE;
        return new ValueType(text, kind, one.size(), one.signed(), known ? (int) count : 0, false);
    }

    /** Whether the value is an address. */
    public boolean isPointer() {
        return kind == Kind.POINTER || kind == Kind.TEXT || kind == Kind.FUNCTION;
    }

    /**
     * Integer registers that a parameter of it takes by the System V ABI for x86-64, which the
     * kernel follows without its vector registers; 0 if it goes on the stack.
     */
    public int registers() {
        return switch (kind) {
            case FLOATING, NONE -> 0;
            case COMPOSITE -> size > 16 ? 0 : size > 8 ? 2 : 1;
            case INTEGER -> size > 8 ? 2 : 1;
            default -> 1;
        };
    }
}
