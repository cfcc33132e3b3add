// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.kernel.ValueType;

import java.util.Optional;
import java.util.Set;

/**
 * How the kernel line reads a value.
 *
 * @param text its word, {@code x32} or {@code char[16]}
 * @param inPlace the bytes that are wanted stand where the path ends, so that nothing is loaded
 *     from there: an array
 */
public record FieldType(String text, boolean inPlace) {
    /** Types whose values are sets of bits. */
    private static final Set<String> BITS =
            Set.of("gfp_t", "fmode_t", "umode_t", "mode_t", "slab_flags_t", "blk_opf_t");

    /** Elements that an array may have so that a record can hold it. */
    private static final int LONGEST_ARRAY = 8192;

    /** Whether the text is read from where the value points. */
    boolean isString() {
        return text.equals("string") || text.equals("ustring");
    }

    /**
     * What fits the type best.
     *
     * @param name of what has the type; flags are shown in hexadecimal
     * @return empty if it is not one value that a field could hold
     */
    static Optional<FieldType> of(ValueType type, String name) {
        boolean bits = BITS.contains(type.text()) || name.endsWith("flags");
        return switch (type.kind()) {
            case INTEGER, ENUM -> integer(type, bits).map(text -> new FieldType(text, false));
            case BOOLEAN -> Optional.of(new FieldType("u8", false));
            case CHARACTER -> Optional.of(new FieldType("char", false));
            case POINTER -> Optional.of(new FieldType("x64", false));
            case FUNCTION -> Optional.of(new FieldType("symbol", false));
            case TEXT -> Optional.of(new FieldType(type.user() ? "ustring" : "string", false));
            case CHARACTERS ->
                    type.count() > 0 && type.count() <= LONGEST_ARRAY
                            ? Optional.of(new FieldType("char[" + type.count() + "]", true))
                            : Optional.of(new FieldType("string", true));
            case ARRAY ->
                    type.count() > 0 && type.count() * (long) type.size() <= LONGEST_ARRAY
                            ? element(type)
                                    .map(
                                            text ->
                                                    new FieldType(
                                                            text + "[" + type.count() + "]", true))
                            : Optional.empty();
            case NONE, FLOATING, COMPOSITE -> Optional.empty();
        };
    }

    /** A struct that is passed in one register: its bytes. */
    static Optional<FieldType> ofRegister(ValueType type) {
        return type.kind() == ValueType.Kind.COMPOSITE && isWord(type.size())
                ? Optional.of(new FieldType("x" + 8 * type.size(), false))
                : Optional.empty();
    }

    /** As the user wants it. */
    static FieldType chosen(String word, ValueType there) {
        String text = word.replaceAll("\\s+", word.startsWith("unsigned") ? " " : "");
        boolean indirect = text.endsWith("]") || text.endsWith("string");
        return new FieldType(
                text,
                indirect && !there.isPointer() && there.size() != 8 || indirect && isArray(there));
    }

    private static boolean isArray(ValueType type) {
        return switch (type.kind()) {
            case CHARACTERS, ARRAY, COMPOSITE -> true;
            default -> false;
        };
    }

    private static Optional<String> integer(ValueType type, boolean bits) {
        if (!isWord(type.size())) {
            return Optional.empty();
        }
        if (bits) {
            return Optional.of("x" + 8 * type.size());
        }
        if (type.text().equals("size_t")) {
            return Optional.of("size_t");
        }
        return Optional.of((type.signed() ? "s" : "u") + 8 * type.size());
    }

    /** Bytes without a sign are shown as they are dumped. */
    private static Optional<String> element(ValueType type) {
        if (!isWord(type.size())) {
            return Optional.empty();
        }
        boolean hex = type.size() == 1 && !type.signed();
        return Optional.of((hex ? "x" : type.signed() ? "s" : "u") + 8 * type.size());
    }

    private static boolean isWord(int size) {
        return size == 1 || size == 2 || size == 4 || size == 8;
    }
}
