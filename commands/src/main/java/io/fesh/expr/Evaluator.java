// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.event.EventRecord;
import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Element;
import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Hit;
import io.fesh.expr.Value.Place;
import io.fesh.expr.Value.Sequence;
import io.fesh.expr.Value.Text;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one expression comes to. Memory is read where C would load a value, and not before: what is
 * left at the end may still be a place. What is done with a sequence is done with each element.
 */
public final class Evaluator {
    private final Kernel kernel;
    private final Names names;
    private final Reads reads;
    private final Arithmetic arithmetic;
    private final Loads loads;
    private final BuiltinCalls builtins;
    private final boolean typesOnly;
    private Optional<Captured> captured = Optional.empty();

    private Evaluator(String line, Kernel kernel, boolean typesOnly) {
        this.kernel = kernel;
        this.typesOnly = typesOnly;
        this.names = new Names(line, kernel);
        this.reads = new Reads(kernel.memory());
        this.arithmetic = new Arithmetic(names, typesOnly);
        this.loads = new Loads(names, reads, arithmetic);
        Walks walks = new Walks(kernel, names, reads);
        this.builtins = new BuiltinCalls(this, names, reads, loads, walks, typesOnly);
    }

    /**
     * @param line that the spans of the expression are in
     */
    public static Evaluator of(String line, Kernel kernel) {
        return new Evaluator(line, kernel, false);
    }

    /** One that reads nothing: what it gives has the right type, and no value. */
    public static Evaluator ofTypes(String line, Kernel kernel) {
        Kernel blank =
                new Kernel(
                        kernel.types(),
                        kernel.symbols(),
                        (address, length) -> new byte[length],
                        kernel.events(),
                        kernel.last());
        return new Evaluator(line, blank, true);
    }

    /** What was left to C although it is no C. */
    public List<String> notes() {
        return loads.notes();
    }

    /** Whether a value depends on memory as it is now, which was or is still to be read. */
    public boolean isOfNow(Value value) {
        return reads.used() || value instanceof Place || value instanceof Fault;
    }

    /**
     * What a hit recorded of an expression that goes on from it: of all of it, or of the pointer
     * where it begins.
     */
    public Optional<Captured> captured(Expr whole) throws LineError, TargetException {
        if (captured.isEmpty() || !(whole instanceof Expr.Member member)) {
            return captured;
        }
        EventRecord event = captured.get().event();
        String typed = names.text(whole.span()).replaceAll("\\s", "");
        String path = typed.substring(typed.indexOf('.') + 1);
        Optional<Value> all = HitFields.ofPath(event, path, member, names, kernel.types());
        return all.isPresent() ? Optional.of(new Captured(event, typed, all.get())) : captured;
    }

    /** A value that can be shown; a fault is one, too. */
    public Value evaluate(Expr expr) throws LineError, TargetException, InterruptedException {
        Value value = locate(expr);
        if (value instanceof Place place && place.type().kind() == Kind.VOID) {
            throw loads.untyped(expr);
        }
        return value;
    }

    /** A value of which only the address may be wanted. */
    public Value locate(Expr expr) throws LineError, TargetException, InterruptedException {
        try {
            return value(expr);
        } catch (MemoryFault e) {
            return e.fault();
        }
    }

    /** The type of an expression, or the one that is named. */
    public CType type(Argument typed) throws LineError, TargetException, InterruptedException {
        if (typed instanceof TypeName name) {
            return names.type(name);
        }
        return type(evaluate((Expr) typed))
                .orElseThrow(
                        () ->
                                names.error(
                                        typed.span(),
                                        names.text(typed.span())
                                                + " is an event, which has no type",
                                        names.hint(
                                                typed.span(), names.text(typed.span()) + ".pid")));
    }

    /** The type of a value; empty for a fault and a hit. */
    public static Optional<CType> type(Value value) {
        if (value instanceof Place place) {
            return Optional.of(place.type());
        } else if (value instanceof Computed number) {
            return Optional.of(number.type());
        } else if (value instanceof Sequence sequence) {
            return Optional.of(sequence.type());
        } else if (value instanceof Text text) {
            return Optional.of(text.type());
        }
        return Optional.empty();
    }

    interface Step {
        Value of(Value value) throws LineError, MemoryFault, TargetException, InterruptedException;
    }

    /** On each element of a sequence; elsewhere on the value itself. */
    static Value each(Value value, Step step)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        if (!(value instanceof Sequence sequence)) {
            return step.of(value);
        }
        List<Element> elements = new ArrayList<>();
        CType type = sequence.type();
        for (Element element : sequence.elements()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Value result;
            try {
                result = element.value() instanceof Fault f ? f : step.of(element.value());
            } catch (MemoryFault e) {
                result = e.fault();
            }
            type = type(result).orElse(type);
            elements.add(new Element(element.index(), result));
        }
        return new Sequence(type, elements, sequence.end());
    }

    Value value(Expr expr) throws LineError, MemoryFault, TargetException, InterruptedException {
        if (expr instanceof Expr.Number number) {
            return new Computed(number.type(), number.bits());
        } else if (expr instanceof Expr.Text text) {
            return new Text(text.bytes(), false);
        } else if (expr instanceof Expr.Name name) {
            return names.value(name);
        } else if (expr instanceof Expr.Parenthesized group) {
            return value(group.inner());
        } else if (expr instanceof Expr.Event event) {
            return hit(event);
        } else if (expr instanceof Expr.Last last) {
            return kernel.last()
                    .orElseThrow(() -> names.error(last.span(), "there is no last value yet", ""));
        } else if (expr instanceof Expr.Unary unary) {
            return unary(unary);
        } else if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        } else if (expr instanceof Expr.Choice choice) {
            boolean yes = scalar(choice.condition()).bits() != 0;
            return value(yes ? choice.yes() : choice.no());
        } else if (expr instanceof Expr.Cast cast) {
            CType type = names.type(cast.type());
            return each(value(cast.operand()), each -> loads.cast(each, type, cast));
        } else if (expr instanceof Expr.SizeOf size) {
            return new Computed(BasicType.UNSIGNED_LONG, sizeOf(size));
        } else if (expr instanceof Expr.Member member) {
            return each(value(member.operand()), each -> member(each, member));
        } else if (expr instanceof Expr.Index index) {
            return index(index);
        } else if (expr instanceof Expr.Slice slice) {
            return slice(slice);
        } else if (expr instanceof Expr.Call call) {
            return builtins.call(call);
        }
        throw names.error(
                expr.span(), names.text(expr.span()) + " means something in events only", "");
    }

    private Hit hit(Expr.Event event) throws LineError {
        return new Hit(
                kernel.events()
                        .apply(event.number())
                        .orElseThrow(
                                () ->
                                        names.error(
                                                event.span(),
                                                "no event #" + event.number() + " is kept",
                                                "try: events")));
    }

    /** A number or a pointer; arrays and functions stand for their address, as in C. */
    Computed scalar(Expr expr)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        return loads.scalar(value(expr), expr);
    }

    private Value unary(Expr.Unary at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        Value operand = value(at.operand());
        return each(
                operand,
                each ->
                        switch (at.operator()) {
                            case "&" -> loads.addressOf(each, at);
                            case "*" -> loads.pointed(each, at.operand(), at.span());
                            default -> arithmetic.unary(at, loads.scalar(each, at.operand()));
                        });
    }

    private Value binary(Expr.Binary at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        if (at.operator().equals("&&") || at.operator().equals("||")) {
            boolean left = scalar(at.left()).bits() != 0;
            if (left == at.operator().equals("||") && !typesOnly) {
                return Computed.truth(left);
            }
            return Computed.truth(scalar(at.right()).bits() != 0);
        }
        Value left = value(at.left());
        Computed right = scalar(at.right());
        return each(left, each -> arithmetic.binary(at, loads.scalar(each, at.left()), right));
    }

    private long sizeOf(Expr.SizeOf at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        CType type;
        if (at.of() instanceof TypeName name) {
            type = names.type(name);
        } else {
            Value value = value((Expr) at.of());
            type = type(value).orElse(BasicType.VOID);
        }
        if (type.size() == 0 && type.kind() != Kind.ARRAY && !type.kind().isComposite()) {
            throw names.error(at.of().span(), type.spelling() + " has no size", "");
        }
        return type.size();
    }

    private Value member(Value value, Expr.Member at)
            throws LineError, MemoryFault, TargetException {
        if (value instanceof Hit hit) {
            Captured field = HitFields.field(hit.event(), at, names, kernel.types());
            captured = Optional.of(field);
            return field.value();
        }
        Place place = loads.structure(value, at);
        CType.Member member = names.member(place.type(), at.name(), at.nameSpan());
        long bits = member.bitOffset();
        return member.bitSize() == 0
                ? new Place(member.type(), place.address() + (bits >> 3))
                : new Place(
                        member.type(),
                        place.address() + (bits >> 3),
                        (int) (bits & 7),
                        member.bitSize());
    }

    private Value index(Expr.Index at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        long index = scalar(at.index()).bits();
        Value operand = value(at.operand());
        if (operand instanceof Sequence && at.operand() instanceof Expr.Member) {
            // an array in each element; (walk->member)[1] is one of them
            return each(operand, each -> loads.element(each, at.operand(), index, at.span()));
        }
        if (operand instanceof Sequence sequence) {
            return sequence.elements().stream()
                    .filter(element -> typesOnly || element.index() == index)
                    .map(Element::value)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    names.error(
                                            at.index().span(),
                                            "the sequence has no element " + index,
                                            ""));
        }
        return loads.element(operand, at.operand(), index, at.span());
    }

    private Value slice(Expr.Slice at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        long from = scalar(at.from()).bits();
        long to = scalar(at.to()).bits();
        Span range = new Span(at.from().span().start(), at.to().span().end());
        if (from > to) {
            throw names.error(range, "slice ends before it begins", "");
        }
        Value operand = value(at.operand());
        if (operand instanceof Sequence sequence) {
            List<Element> kept =
                    sequence.elements().stream()
                            .filter(each -> each.index() >= from && each.index() < to)
                            .toList();
            return new Sequence(sequence.type(), kept, sequence.end());
        }
        Place first = loads.element(operand, at.operand(), from, at.span());
        long count = to - from;
        if (Math.multiplyHigh(count, first.type().size()) != 0
                || count < 0
                || count * first.type().size() > Memory.MOST
                || count * first.type().size() < 0) {
            throw names.error(
                    range, "slice is too long: one is at most " + Memory.MOST + " bytes", "");
        }
        return new Place(DerivedType.arrayOf(first.type(), count), first.address());
    }
}
