// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

/**
 * What a type is; the ordinal is the number in the file (linux/btf.h). VOID is id 0, which no file
 * holds.
 */
public enum BtfKind {
    VOID(0, 0),
    INT(4, 0),
    PTR(0, 0),
    ARRAY(12, 0),
    STRUCT(0, 12),
    UNION(0, 12),
    ENUM(0, 8),
    FWD(0, 0),
    TYPEDEF(0, 0),
    VOLATILE(0, 0),
    CONST(0, 0),
    RESTRICT(0, 0),
    // vlen is the linkage here, not a number of elements
    FUNC(0, 0),
    FUNC_PROTO(0, 8),
    VAR(4, 0),
    DATASEC(0, 12),
    FLOAT(0, 0),
    DECL_TAG(4, 0),
    TYPE_TAG(0, 0),
    ENUM64(0, 12);

    private static final BtfKind[] BY_NUMBER = values();

    /** Bytes after the 12 that all types have in common. */
    final int fixedBytes;

    /** Bytes for each of the vlen elements after those. */
    final int elementBytes;

    BtfKind(int fixedBytes, int elementBytes) {
        this.fixedBytes = fixedBytes;
        this.elementBytes = elementBytes;
    }

    static int count() {
        return BY_NUMBER.length;
    }

    static BtfKind of(int number) {
        return BY_NUMBER[number];
    }

    /** A struct or a union. */
    public boolean isComposite() {
        return this == STRUCT || this == UNION;
    }

    /** An enum of either width. */
    public boolean isEnum() {
        return this == ENUM || this == ENUM64;
    }

    /** A layer that {@link Btf#resolve} looks through: typedef, qualifier or type tag. */
    public boolean isTransparent() {
        return this == TYPEDEF
                || this == CONST
                || this == VOLATILE
                || this == RESTRICT
                || this == TYPE_TAG;
    }
}
