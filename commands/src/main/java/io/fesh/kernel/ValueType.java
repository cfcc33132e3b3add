// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import io.fesh.event.Meaning;

import java.util.List;

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

    /** Whether the value is an address. */
    public boolean isPointer() {
        return kind == Kind.POINTER || kind == Kind.TEXT || kind == Kind.FUNCTION;
    }
}
