// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.BasicType;
import io.fesh.parse.Span;

import java.util.List;

/** An expression as it was typed; spans are places in its line. */
public sealed interface Expr extends Argument {

    /** A number or a character. */
    record Number(Span span, BasicType type, long bits) implements Expr {}

    record Text(Span span, byte[] bytes) implements Expr {}

    /** A variable, a function or a constant of an enum. */
    record Name(Span span, String name) implements Expr {}

    /** What stands in parentheses, which belong to its place. */
    record Parenthesized(Span span, Expr inner) implements Expr {}

    /** {@code #17}. */
    record Event(Span span, long number) implements Expr {}

    /** {@code $current}: the task that hits an event. */
    record Task(Span span) implements Expr {}

    /** {@code $}: what the last expression came to. */
    record Last(Span span) implements Expr {}

    /**
     * @param operator of {@code - + ~ ! * &}
     */
    record Unary(Span span, String operator, Expr operand) implements Expr {}

    /**
     * @param at the operator's place
     */
    record Binary(Span span, String operator, Span at, Expr left, Expr right) implements Expr {}

    record Choice(Span span, Expr condition, Expr yes, Expr no) implements Expr {}

    record Cast(Span span, TypeName type, Expr operand) implements Expr {}

    /** {@code sizeof(struct file)}, {@code sizeof x}. */
    record SizeOf(Span span, Argument of) implements Expr {}

    /**
     * @param arrow whether {@code ->} was typed
     * @param at the place of the operator
     */
    record Member(Span span, Expr operand, boolean arrow, Span at, String name, Span nameSpan)
            implements Expr {}

    record Index(Span span, Expr operand, Expr index) implements Expr {}

    /** {@code a[0:8]}: the elements from the first to before the last. */
    record Slice(Span span, Expr operand, Expr from, Expr to) implements Expr {}

    record Call(Span span, Builtin builtin, List<Argument> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
