// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of the language itself, as compilers for 64-bit Linux have them (LP64). */
public enum BasicType implements CType {
    VOID("void", Kind.VOID, 0, false),
    BOOL("_Bool", Kind.BOOLEAN, 1, false),
    CHAR("char", Kind.CHARACTER, 1, true),
    SIGNED_CHAR("signed char", Kind.CHARACTER, 1, true),
    UNSIGNED_CHAR("unsigned char", Kind.CHARACTER, 1, false),
    SHORT("short", Kind.INTEGER, 2, true),
    UNSIGNED_SHORT("unsigned short", Kind.INTEGER, 2, false),
    INT("int", Kind.INTEGER, 4, true),
    UNSIGNED_INT("unsigned int", Kind.INTEGER, 4, false),
    LONG("long", Kind.INTEGER, 8, true),
    UNSIGNED_LONG("unsigned long", Kind.INTEGER, 8, false);

    /** What a spelling of these types is made of, in any order. */
    public static final Set<String> WORDS =
            Set.of("void", "_Bool", "bool", "char", "short", "int", "long", "signed", "unsigned");

    private final String text;
    private final Kind kind;
    private final int size;
    private final boolean signed;

    BasicType(String text, Kind kind, int size, boolean signed) {
        this.text = text;
        this.kind = kind;
        this.size = size;
        this.signed = signed;
    }

    /** {@code unsigned long}, {@code long unsigned int} and {@code long long unsigned} are one. */
    public static Optional<BasicType> of(String spelling) {
        List<String> words = Arrays.asList(spelling.strip().split("\\s+"));
        if (!WORDS.containsAll(words)) {
            return Optional.empty();
        }
        boolean unsigned = words.contains("unsigned");
        if (words.contains("void") || words.contains("bool") || words.contains("_Bool")) {
            return words.size() > 1
                    ? Optional.empty()
                    : Optional.of(words.get(0).equals("void") ? VOID : BOOL);
        } else if (words.contains("char")) {
            return Optional.of(
                    unsigned ? UNSIGNED_CHAR : words.contains("signed") ? SIGNED_CHAR : CHAR);
        } else if (words.contains("short")) {
            return Optional.of(unsigned ? UNSIGNED_SHORT : SHORT);
        } else if (words.contains("long")) {
            return Optional.of(unsigned ? UNSIGNED_LONG : LONG);
        }
        return Optional.of(unsigned ? UNSIGNED_INT : INT);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String declare(String name) {
        return name.isEmpty() || name.startsWith("[") ? text + name : text + ' ' + name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean signed() {
        return signed;
    }

    @Override
    public boolean isText() {
        return kind == Kind.CHARACTER && this != UNSIGNED_CHAR;
    }
}
