// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.util.Optional;

/** A pointer or an array that an expression makes of another type. */
public final class DerivedType implements CType {
    private static final int POINTER_SIZE = 8;

    private final Kind kind;
    private final CType target;
    private final long length;
    private final boolean user;

    private DerivedType(Kind kind, CType target, long length, boolean user) {
        this.kind = kind;
        this.target = target;
        this.length = length;
        this.user = user;
    }

    public static CType pointerTo(CType target) {
        return new DerivedType(Kind.POINTER, target, 0, false);
    }

    public static CType userPointerTo(CType target) {
        return new DerivedType(Kind.POINTER, target, 0, true);
    }

    public static CType arrayOf(CType element, long length) {
        return new DerivedType(Kind.ARRAY, element, length, false);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String declare(String name) {
        if (kind == Kind.ARRAY) {
            String inner = name.startsWith("*") ? '(' + name + ')' : name;
            return target.declare(inner + '[' + (length == 0 ? "" : length) + ']');
        }
        boolean grouped = target.kind() == Kind.ARRAY || target.kind() == Kind.FUNCTION;
        return target.declare(grouped ? "(*" + name + ')' : '*' + name);
    }

    /** An array too large to count is as good as one without a size. */
    @Override
    public long size() {
        if (kind == Kind.POINTER) {
            return POINTER_SIZE;
        }
        long size = target.size();
        return Math.multiplyHigh(size, length) == 0 ? Math.max(0, size * length) : 0;
    }

    @Override
    public Optional<CType> target() {
        return Optional.of(target);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean user() {
        return user;
    }
}
