// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

/** What the operators of C make of numbers and pointers. */
final class Arithmetic {
    private final Names names;

    /** The numbers are not the kernel's: only the type of the result counts. */
    private final boolean typesOnly;

    Arithmetic(Names names, boolean typesOnly) {
        this.names = names;
        this.typesOnly = typesOnly;
    }

    Computed unary(Expr.Unary at, Computed operand) throws LineError {
        if (at.operator().equals("!")) {
            return Computed.truth(operand.bits() == 0);
        }
        if (operand.type().kind() == Kind.POINTER) {
            throw names.error(
                    at.span(), at.operator() + " is not for a pointer, " + spelled(operand), "");
        }
        BasicType type = Integers.promoted(operand.type());
        return Computed.of(
                type,
                switch (at.operator()) {
                    case "-" -> -operand.bits();
                    case "~" -> ~operand.bits();
                    default -> operand.bits();
                });
    }

    Computed binary(Expr.Binary at, Computed left, Computed right) throws LineError {
        boolean pointers =
                left.type().kind() == Kind.POINTER || right.type().kind() == Kind.POINTER;
        return switch (at.operator()) {
            case "==", "!=", "<", ">", "<=", ">=" -> compared(at.operator(), left, right);
            case "<<", ">>" -> shifted(at, left, right, pointers);
            default -> pointers ? moved(at, left, right) : computed(at, left, right);
        };
    }

    private static Computed compared(String operator, Computed left, Computed right) {
        CType type =
                left.type().kind() == Kind.POINTER || right.type().kind() == Kind.POINTER
                        ? BasicType.UNSIGNED_LONG
                        : Integers.common(left.type(), right.type());
        long a = Integers.fit(left.bits(), type);
        long b = Integers.fit(right.bits(), type);
        int order = type.signed() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
        return Computed.truth(
                switch (operator) {
                    case "==" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case ">" -> order > 0;
                    case "<=" -> order <= 0;
                    default -> order >= 0;
                });
    }

    private Computed shifted(Expr.Binary at, Computed left, Computed right, boolean pointers)
            throws LineError {
        if (pointers) {
            throw notForPointers(at, left, right);
        }
        BasicType type = Integers.promoted(left.type());
        long by = right.bits();
        if (by < 0 || by >= type.size() * 8) {
            throw names.error(
                    at.right().span(),
                    "shift is by "
                            + by
                            + ", and "
                            + type.spelling()
                            + " has "
                            + type.size() * 8
                            + " bits",
                    "");
        }
        if (at.operator().equals("<<")) {
            return Computed.of(type, left.bits() << by);
        }
        return Computed.of(type, type.signed() ? left.bits() >> by : left.bits() >>> by);
    }

    private Computed computed(Expr.Binary at, Computed left, Computed right) throws LineError {
        BasicType type = Integers.common(left.type(), right.type());
        long a = Integers.fit(left.bits(), type);
        long b = Integers.fit(right.bits(), type);
        return Computed.of(
                type,
                switch (at.operator()) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/", "%" -> divided(at, a, b, type.signed());
                    case "&" -> a & b;
                    case "|" -> a | b;
                    default -> a ^ b;
                });
    }

    private long divided(Expr.Binary at, long a, long b, boolean signed) throws LineError {
        if (b == 0) {
            if (typesOnly) {
                return 0;
            }
            throw names.error(at.right().span(), "division by zero", "");
        }
        boolean whole = at.operator().equals("/");
        if (signed) {
            return whole ? a / b : a % b;
        }
        return whole ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b);
    }

    /** A pointer and elements, or two pointers. */
    private Computed moved(Expr.Binary at, Computed left, Computed right) throws LineError {
        boolean both = left.type().kind() == right.type().kind();
        boolean plus = at.operator().equals("+");
        boolean minus = at.operator().equals("-");
        if (both && minus) {
            long size = step(left.type(), at.left().span());
            if (size != step(right.type(), at.right().span())) {
                throw notForPointers(at, left, right);
            }
            return new Computed(BasicType.LONG, (left.bits() - right.bits()) / size);
        } else if (both || !plus && !minus || minus && right.type().kind() == Kind.POINTER) {
            throw notForPointers(at, left, right);
        }
        Computed pointer = left.type().kind() == Kind.POINTER ? left : right;
        long count = pointer == left ? right.bits() : left.bits();
        long bytes = count * step(pointer.type(), at.span());
        return new Computed(pointer.type(), pointer.bits() + (minus ? -bytes : bytes));
    }

    /** Bytes from one element to the next; as gcc has it, those of void are one. */
    long step(CType pointer, Span span) throws LineError {
        CType target = pointer.target().orElse(BasicType.VOID);
        if (target.kind() == Kind.VOID || target.kind() == Kind.FUNCTION) {
            return 1;
        } else if (target.size() == 0) {
            throw names.error(
                    span, target.spelling() + " has no size, so it cannot be counted in", "");
        }
        return target.size();
    }

    private LineError notForPointers(Expr.Binary at, Computed left, Computed right) {
        return names.error(
                at.at(),
                at.operator() + " is not for " + spelled(left) + " and " + spelled(right),
                "");
    }

    private static String spelled(Computed value) {
        return value.type().spelling();
    }
}
