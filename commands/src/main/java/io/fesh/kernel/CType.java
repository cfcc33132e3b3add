// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.List;
import java.util.Optional;

/**
 * A type of C, as the kernel or a cast has it. Immutable; the questions are answered for what is
 * beneath typedefs and qualifiers, only the spelling keeps those. Asking a type of damaged type
 * information is asking for less: it has no members, and no size.
 */
public interface CType {

    /** What is done with a value of it. */
    enum Kind {
        VOID,
        INTEGER,
        BOOLEAN,
        /** {@code char}, signed or not, if no typedef says that it is a number. */
        CHARACTER,
        ENUM,
        FLOATING,
        POINTER,
        ARRAY,
        STRUCT,
        UNION,
        FUNCTION,
        /** A struct or union that is declared and not defined. */
        INCOMPLETE;

        public boolean isComposite() {
            return this == STRUCT || this == UNION;
        }

        /** Whether C computes with it as with an integer. */
        public boolean isIntegral() {
            return this == INTEGER || this == BOOLEAN || this == CHARACTER || this == ENUM;
        }
    }

    /**
     * A member that C lets one name: those of anonymous members count as the struct's own.
     *
     * @param bitOffset from the start of the struct that was asked
     * @param bitSize of a bit field, else 0
     */
    record Member(String name, CType type, long bitOffset, int bitSize) {
        /** Of the byte that holds its first bit. */
        public long offset() {
            return bitOffset >> 3;
        }
    }

    record Enumerator(String name, long value) {}

    Kind kind();

    /** How C declares a name with this type: {@code struct file *file}. */
    String declare(String name);

    /** As in a cast. */
    default String spelling() {
        return declare("");
    }

    /** In bytes, as sizeof; 0 for what has none. */
    long size();

    /** Of what computes as an integer. */
    default boolean signed() {
        return false;
    }

    /** What a pointer points to, the elements of an array, what a function returns. */
    default Optional<CType> target() {
        return Optional.empty();
    }

    /** Elements of an array, 0 where these are not known. */
    default long length() {
        return 0;
    }

    /** In the order of declaration. */
    default List<Member> members() {
        return List.of();
    }

    default Optional<Member> member(String name) {
        return members().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    default List<Enumerator> enumerators() {
        return List.of();
    }

    /** Whether it is a pointer that the kernel says points to user memory. */
    default boolean user() {
        return false;
    }

    /**
     * Whether a pointer to it is taken for a text: {@code unsigned char} is only where it is const,
     * behind other pointers it is bytes of any kind.
     */
    default boolean isText() {
        return false;
    }
}
