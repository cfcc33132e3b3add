// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.expr.Argument;
import io.fesh.expr.Builtin;
import io.fesh.expr.Expr;
import io.fesh.expr.MemberName;
import io.fesh.expr.TypeName;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.Optional;

/**
 * The walk along one expression of an event: which loads at which offsets lead from a parameter, a
 * variable or the current task to the value. What is computed of values is not for an event to do.
 */
final class FieldWalk {
    private final String line;
    private final KernelTypes types;
    private final Prototype prototype;
    private final NamesMeant names;

    FieldWalk(String line, KernelTypes types, Prototype prototype) {
        this.line = line;
        this.types = types;
        this.prototype = prototype;
        this.names = new NamesMeant(line, types, prototype);
    }

    /**
     * A value, and what it is.
     *
     * @param shift bits below a bit field, in the byte where its way ends
     * @param bits of a bit field, else 0
     */
    record Found(Way way, CType type, int shift, int bits) {
        Found(Way way, CType type) {
            this(way, type, 0, 0);
        }
    }

    Found walk(Expr expr) throws LineError, TargetException {
        if (expr instanceof Expr.Name name) {
            return name(name);
        } else if (expr instanceof Expr.Parenthesized group) {
            return walk(group.inner());
        } else if (expr instanceof Expr.Task) {
            CType task = types.type("struct task_struct *").orElse(BasicType.UNSIGNED_LONG);
            return new Found(Way.address(Way.CURRENT, false), task);
        } else if (expr instanceof Expr.Number number) {
            String address = "0x" + Long.toHexString(number.bits());
            return new Found(Way.address(address, false), number.type());
        } else if (expr instanceof Expr.Member member) {
            return member(member);
        } else if (expr instanceof Expr.Index index) {
            return element(walk(index.operand()), index.operand(), index.index(), 1);
        } else if (expr instanceof Expr.Cast cast) {
            return cast(cast);
        } else if (expr instanceof Expr.Unary unary && unary.operator().equals("*")) {
            return behind(walk(unary.operand()), unary.operand());
        } else if (expr instanceof Expr.Unary unary && unary.operator().equals("&")) {
            return addressOf(unary);
        } else if (expr instanceof Expr.Binary sum && "+-".contains(sum.operator())) {
            int sign = sum.operator().equals("+") ? 1 : -1;
            Found moved = element(walk(sum.left()), sum.left(), sum.right(), sign);
            return new Found(moved.way().itself(), DerivedType.pointerTo(moved.type()));
        } else if (expr instanceof Expr.Call call && call.builtin() == Builtin.CONTAINER_OF) {
            return containerOf(call);
        }
        throw error(
                expr.span(),
                "an event records what paths and casts lead to, and computes nothing",
                "");
    }

    private Found name(Expr.Name name) throws LineError, TargetException {
        boolean variable = line.charAt(name.span().start()) == '$';
        Optional<Parameter> parameter =
                variable ? Optional.empty() : prototype.parameter(name.name());
        if (parameter.isPresent()) {
            return parameter(name, parameter.get());
        }
        Optional<KernelTypes.Variable> known = types.variable(name.name());
        if (known.filter(KernelTypes.Variable::perCpu).isPresent()) {
            throw error(
                    name.span(),
                    name.name() + " is a per-CPU variable: each CPU has its own",
                    "try: print per_cpu(" + name.name() + ", 0)");
        }
        boolean data = known.filter(v -> v.type().kind() != Kind.FUNCTION).isPresent();
        if (!data && !variable) {
            throw names.noParameter(name);
        }
        // of a variable without a type a cast of its address makes something
        CType type = known.filter(v -> data).map(v -> v.type()).orElse(BasicType.VOID);
        return new Found(Way.address("$" + name.name(), true), type);
    }

    private Found parameter(Expr.Name name, Parameter parameter) throws LineError, TargetException {
        if (parameter.register() == Prototype.NO_REGISTER) {
            throw error(
                    name.span(),
                    name.name() + " is not passed in a register: it cannot be read",
                    "");
        }
        Optional<CType> type = types.parameterType(prototype.function(), name.name());
        if (type.isEmpty()) {
            type = types.type(parameter.type().text());
        }
        return new Found(Way.register(parameter.register()), type.orElse(BasicType.UNSIGNED_LONG));
    }

    private Found member(Expr.Member member) throws LineError, TargetException {
        Found operand = walk(member.operand());
        CType type = operand.type();
        if (member.arrow()) {
            if (type.kind() == Kind.POINTER) {
                return in(behind(operand, member.operand()), member);
            } else if (type.kind() == Kind.ARRAY && type.target().isPresent()) {
                // as in C, an array stands for its first element
                return in(new Found(operand.way(), type.target().get()), member);
            }
            String dot = type.kind().isComposite() ? ": '.' reaches its members" : "";
            String only = dot.isEmpty() ? ": only from a pointer can a path go on" : dot;
            throw error(
                    member.at(),
                    text(member.operand()) + " is '" + type.spelling() + "'" + only,
                    dot.isEmpty() ? "" : "try: " + with(member.at(), "."));
        }
        if (type.kind() == Kind.POINTER) {
            throw error(
                    member.at(),
                    text(member.operand())
                            + " is a pointer, '"
                            + type.spelling()
                            + "': '->' reaches its members",
                    "try: " + with(member.at(), "->"));
        }
        return in(operand, member);
    }

    private Found in(Found struct, Expr.Member member) throws LineError {
        return in(struct, member.name(), member.nameSpan());
    }

    private Found in(Found struct, String name, Span span) throws LineError {
        CType type = struct.type();
        if (!type.kind().isComposite() || !struct.way().memory()) {
            throw error(
                    span,
                    "'"
                            + type.spelling()
                            + "' has no members"
                            + (type.kind() == Kind.INCOMPLETE
                                    ? " in these types: it is only declared"
                                    : type.kind().isComposite()
                                            ? " that can be read: it is passed in a register"
                                            : ""),
                    "");
        }
        CType.Member found = type.member(name).orElseThrow(() -> names.noMember(type, name, span));
        return new Found(
                struct.way().plus(found.offset()),
                found.type(),
                (int) (found.bitOffset() & 7),
                found.bitSize());
    }

    private Found behind(Found pointer, Expr operand) throws LineError {
        Optional<CType> target = pointer.type().target();
        if (pointer.type().kind() == Kind.ARRAY && target.isPresent()) {
            return new Found(pointer.way(), target.get());
        } else if (pointer.type().kind() != Kind.POINTER || target.isEmpty()) {
            throw error(
                    operand.span(),
                    text(operand) + " is '" + pointer.type().spelling() + "', no pointer",
                    "");
        }
        return new Found(pointer.way().behind(), target.get());
    }

    /** The element that is {@code index} further on, or back. */
    private Found element(Found from, Expr operand, Expr index, int sign) throws LineError {
        if (!(index instanceof Expr.Number number)) {
            throw error(
                    index.span(),
                    "an index in an event is a number: it is fixed with its line",
                    "");
        }
        CType type = from.type();
        long length = type.length();
        // 0 is a flexible array, whose length these types do not know
        if (type.kind() == Kind.ARRAY && length != 0 && sign * number.bits() >= length) {
            throw error(
                    index.span(),
                    "index %d is outside '%s'".formatted(number.bits(), type.spelling()),
                    "");
        }
        Found first = behind(from, operand);
        long size = first.type().size();
        if (size == 0) {
            throw error(
                    operand.span(),
                    text(operand) + " is '" + type.spelling() + "', whose elements have no size",
                    "");
        }
        try {
            long bytes = Math.multiplyExact(sign * number.bits(), size);
            return new Found(first.way().plus(bytes), first.type());
        } catch (ArithmeticException e) {
            throw error(index.span(), "index is beyond any memory", "");
        }
    }

    private Found addressOf(Expr.Unary unary) throws LineError, TargetException {
        Found operand = walk(unary.operand());
        if (!operand.way().memory() || operand.bits() > 0) {
            throw error(unary.span(), text(unary.operand()) + " has no address", "");
        }
        return new Found(operand.way().itself(), DerivedType.pointerTo(operand.type()));
    }

    private Found cast(Expr.Cast cast) throws LineError, TargetException {
        CType wanted = names.type(cast.type());
        Found operand = walk(cast.operand());
        boolean scalar = wanted.kind().isIntegral() || wanted.kind() == Kind.POINTER;
        if (operand.type().kind() == Kind.ARRAY) {
            operand = new Found(operand.way().itself(), wanted);
        }
        // of a variable whose type nobody knows the cast is the first to say one
        boolean anything = operand.type().kind() == Kind.VOID || operand.way().isConstant();
        boolean wider = wanted.size() > operand.type().size() && !anything;
        if (!scalar || wider || operand.bits() > 0 || operand.type().kind().isComposite()) {
            throw error(
                    cast.span(),
                    text(cast.operand())
                            + " is '"
                            + operand.type().spelling()
                            + "', which '"
                            + wanted.spelling()
                            + "' cannot be read from",
                    "");
        }
        return new Found(operand.way(), wanted);
    }

    private Found containerOf(Expr.Call call) throws LineError, TargetException {
        Argument pointer = call.arguments().get(0);
        Found operand = walk((Expr) pointer);
        if (operand.type().kind() != Kind.POINTER) {
            throw error(
                    pointer.span(),
                    text((Expr) pointer) + " is '" + operand.type().spelling() + "', no pointer",
                    "");
        }
        CType container = names.type((TypeName) call.arguments().get(1));
        Found inside = new Found(Way.address("", true), container);
        for (MemberName.Part part : ((MemberName) call.arguments().get(2)).parts()) {
            inside = in(inside, part.name(), part.span());
        }
        Way start = operand.way().value().plus(-inside.way().offset());
        return new Found(start, DerivedType.pointerTo(container));
    }

    private String text(Expr expr) {
        return line.substring(expr.span().start(), expr.span().end());
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
    }

    private LineError error(Span span, String message, String hint) {
        return new LineError(line, span, message, hint);
    }
}
