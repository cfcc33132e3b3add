// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Hit;
import io.fesh.expr.Value.Place;
import io.fesh.expr.Value.Sequence;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;

/** From values to the numbers that C makes of them, and from pointers to what they point to. */
final class Loads {
    private final Names names;
    private final Reads reads;
    private final Arithmetic arithmetic;
    private final List<String> notes = new ArrayList<>();

    Loads(Names names, Reads reads, Arithmetic arithmetic) {
        this.names = names;
        this.reads = reads;
        this.arithmetic = arithmetic;
    }

    /** What was left to C although it is no C. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** A number or a pointer; arrays and functions stand for their address, as in C. */
    Computed scalar(Value value, Expr from) throws LineError, MemoryFault, TargetException {
        if (value instanceof Computed number) {
            return number;
        } else if (value instanceof Place place) {
            return loaded(place, from);
        } else if (value instanceof Fault fault) {
            throw new MemoryFault(fault);
        }
        String what =
                value instanceof Sequence
                        ? "a sequence"
                        : value instanceof Hit ? "a whole event" : "a string";
        throw names.error(from.span(), names.text(from.span()) + " is " + what + ", no number", "");
    }

    private Computed loaded(Place place, Expr from) throws LineError, MemoryFault, TargetException {
        CType type = place.type();
        switch (type.kind()) {
            case ARRAY -> {
                CType element = type.target().orElse(BasicType.VOID);
                return new Computed(DerivedType.pointerTo(element), place.address());
            }
            case FUNCTION -> {
                return new Computed(DerivedType.pointerTo(type), place.address());
            }
            case INTEGER, BOOLEAN, CHARACTER, ENUM, POINTER -> {
                if (type.size() <= Reads.POINTER) {
                    return new Computed(type, reads.number(place, names.text(from.span())));
                }
            }
            case VOID -> throw untyped(from);
            default -> {
                // no number
            }
        }
        throw names.error(
                from.span(),
                names.text(from.span()) + " is " + type.spelling() + ", no number",
                "");
    }

    LineError untyped(Expr from) {
        String text = names.text(from.span());
        return names.error(
                from.span(),
                text + " is data whose type this kernel does not tell",
                names.hint(from.span(), "(unsigned long)" + operand(from)));
    }

    Value addressOf(Value value, Expr.Unary at) throws LineError {
        if (value instanceof Place place && place.bits() == 0) {
            return new Computed(DerivedType.pointerTo(place.type()), place.address());
        }
        throw names.error(
                at.span(),
                names.text(at.operand().span())
                        + (value instanceof Place ? " is a bit field" : " is not in memory")
                        + ", so it has no address",
                "");
    }

    /** What a pointer points to. */
    Place pointed(Value value, Expr from, Span span)
            throws LineError, MemoryFault, TargetException {
        if (value instanceof Place place && place.type().kind() == Kind.FUNCTION) {
            return place;
        }
        Computed pointer = scalar(value, from);
        if (pointer.type().kind() != Kind.POINTER) {
            throw names.error(
                    span,
                    names.text(from.span()) + " is " + pointer.type().spelling() + ", no pointer",
                    names.hint(from.span(), "(unsigned long *)" + operand(from)));
        }
        CType target = pointer.type().target().orElse(BasicType.VOID);
        if (target.kind() == Kind.VOID) {
            throw names.error(
                    span,
                    names.text(from.span()) + " is void *: what it points to is not known",
                    names.hint(from.span(), "(unsigned long *)" + operand(from)));
        }
        return new Place(target, pointer.bits());
    }

    /** As the operand of a cast. */
    private String operand(Expr expr) {
        String text = names.text(expr.span());
        boolean whole =
                expr instanceof Expr.Name
                        || expr instanceof Expr.Member
                        || expr instanceof Expr.Call
                        || expr instanceof Expr.Number
                        || expr instanceof Expr.Parenthesized;
        return whole ? text : "(" + text + ")";
    }

    Value cast(Value value, CType type, Expr.Cast at)
            throws LineError, MemoryFault, TargetException {
        if (value instanceof Place place && place.type().kind() == Kind.VOID) {
            // as in gdb, for data whose type is not known
            return new Place(type, place.address());
        }
        if (type.kind() == Kind.POINTER || type.kind().isIntegral()) {
            return Computed.of(type, scalar(value, at.operand()).bits());
        }
        String text = names.text(at.operand().span());
        throw names.error(
                at.type().span(),
                "nothing is cast to " + type.spelling(),
                value instanceof Place
                        ? names.hint(at.span(), "*(" + type.spelling() + " *)&" + text)
                        : names.hint(at.type().span(), type.declare("*")));
    }

    /** The struct that {@code ->} or {@code .} is behind, or behind a pointer to. */
    Place structure(Value value, Expr.Member at) throws LineError, MemoryFault, TargetException {
        String text = names.text(at.operand().span());
        if (value instanceof Place place && place.type().kind().isComposite()) {
            if (at.arrow()) {
                notes.add(text + " is no pointer: '.' reaches its members");
            }
            return place;
        }
        Computed pointer = scalar(value, at.operand());
        CType type = pointer.type();
        CType target = type.target().orElse(BasicType.VOID);
        if (type.kind() == Kind.POINTER && target.kind().isComposite()) {
            if (!at.arrow()) {
                notes.add(text + " is a pointer: '->' reaches its members");
            }
            return new Place(target, pointer.bits());
        }
        String operator = names.text(at.at());
        if (target.kind() == Kind.INCOMPLETE) {
            throw names.error(
                    at.at(),
                    target.spelling()
                            + " is only declared in these types, its members are not known",
                    "");
        } else if (type.kind() == Kind.POINTER && target.kind() == Kind.POINTER) {
            throw names.error(
                    at.at(),
                    text + " is " + type.spelling() + ", which points to no struct",
                    names.hint(at.operand().span(), "(*" + text + ")"));
        }
        throw names.error(
                at.at(),
                text + " is " + type.spelling() + ", so " + operator + " leads nowhere",
                "");
    }

    Place element(Value operand, Expr from, long index, Span span)
            throws LineError, MemoryFault, TargetException {
        if (operand instanceof Place place
                && place.type().kind() == Kind.ARRAY
                && place.type().length() != 0
                && (index < 0 || index >= place.type().length())) {
            notes.add("element " + index + " is outside of " + place.type().spelling());
        }
        Computed pointer = scalar(operand, from);
        Place first = pointed(pointer, from, span);
        long step = arithmetic.step(pointer.type(), from.span());
        return new Place(first.type(), pointer.bits() + index * step);
    }
}
