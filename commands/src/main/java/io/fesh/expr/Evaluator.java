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
import java.util.OptionalLong;

/**
 * What one expression comes to. Memory is read where C would load a value, and not before: what is
 * left at the end may still be a place. What is done with a sequence is done with each element.
 */
public final class Evaluator {
    private final Kernel kernel;
    private final Names names;
    private final Reads reads;
    private final Arithmetic arithmetic;
    private final Walks walks;
    private final boolean typesOnly;
    private final List<String> notes = new ArrayList<>();
    private Optional<Captured> captured = Optional.empty();

    private Evaluator(String line, Kernel kernel, boolean typesOnly) {
        this.kernel = kernel;
        this.typesOnly = typesOnly;
        this.names = new Names(line, kernel);
        this.reads = new Reads(kernel.memory());
        this.arithmetic = new Arithmetic(names, typesOnly);
        this.walks = new Walks(kernel, names, reads);
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
        return List.copyOf(notes);
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
            throw untyped(expr);
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

    private interface Step {
        Value of(Value value) throws LineError, MemoryFault, TargetException, InterruptedException;
    }

    /** On each element of a sequence; elsewhere on the value itself. */
    private static Value each(Value value, Step step)
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

    private Value value(Expr expr)
            throws LineError, MemoryFault, TargetException, InterruptedException {
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
            return each(value(cast.operand()), each -> cast(each, type, cast));
        } else if (expr instanceof Expr.SizeOf size) {
            return new Computed(BasicType.UNSIGNED_LONG, sizeOf(size));
        } else if (expr instanceof Expr.Member member) {
            return each(value(member.operand()), each -> member(each, member));
        } else if (expr instanceof Expr.Index index) {
            return index(index);
        } else if (expr instanceof Expr.Slice slice) {
            return slice(slice);
        } else if (expr instanceof Expr.Call call) {
            return call(call);
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
    private Computed scalar(Expr expr)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        return scalar(value(expr), expr);
    }

    private Computed scalar(Value value, Expr from) throws LineError, MemoryFault, TargetException {
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

    private LineError untyped(Expr from) {
        String text = names.text(from.span());
        return names.error(
                from.span(),
                text + " is data whose type this kernel does not tell",
                names.hint(from.span(), "(unsigned long)" + operand(from)));
    }

    private Value unary(Expr.Unary at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        Value operand = value(at.operand());
        return each(
                operand,
                each ->
                        switch (at.operator()) {
                            case "&" -> addressOf(each, at);
                            case "*" -> pointed(each, at.operand(), at.span());
                            default -> arithmetic.unary(at, scalar(each, at.operand()));
                        });
    }

    private Value addressOf(Value value, Expr.Unary at) throws LineError {
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
    private Place pointed(Value value, Expr from, Span span)
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
        return each(left, each -> arithmetic.binary(at, scalar(each, at.left()), right));
    }

    private Value cast(Value value, CType type, Expr.Cast at)
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
        Place place = structure(value, at);
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

    /** The struct that {@code ->} or {@code .} is behind, or behind a pointer to. */
    private Place structure(Value value, Expr.Member at)
            throws LineError, MemoryFault, TargetException {
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

    private Value index(Expr.Index at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        long index = scalar(at.index()).bits();
        Value operand = value(at.operand());
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
        return element(operand, at.operand(), index, at.span());
    }

    private Place element(Value operand, Expr from, long index, Span span)
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
        Place first = element(operand, at.operand(), from, at.span());
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

    private Value call(Expr.Call at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        List<Argument> given = at.arguments();
        return switch (at.builtin()) {
            case PER_CPU -> perCpu(at);
            case OFFSETOF ->
                    new Computed(
                            BasicType.UNSIGNED_LONG,
                            walks.offset(
                                    names.type((TypeName) given.get(0)),
                                    (MemberName) given.get(1)));
            case CONTAINER_OF -> {
                CType type = names.type((TypeName) given.get(1));
                long offset = walks.offset(type, (MemberName) given.get(2));
                Value inner = value((Expr) given.get(0));
                yield each(
                        inner,
                        each ->
                                new Computed(
                                        DerivedType.pointerTo(type),
                                        scalar(each, (Expr) given.get(0)).bits() - offset));
            }
            case TASKS -> walks.tasks(typesOnly);
            case TASK -> walks.task(scalar((Expr) given.get(0)).bits(), at.span(), typesOnly);
            case LIST, HLIST, RBTREE, XARRAY -> walk(at);
        };
    }

    private Value walk(Expr.Call at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        List<Argument> given = at.arguments();
        Expr root = (Expr) given.get(0);
        Place place = root(root);
        Optional<CType> type = Optional.empty();
        long offset = 0;
        if (given.size() > 1) {
            type = Optional.of(names.type((TypeName) given.get(1)));
        }
        if (given.size() > 2) {
            offset = walks.offset(type.orElseThrow(), (MemberName) given.get(2));
        }
        return walks.walk(at.builtin(), place, root, new Walks.Shape(type, offset), typesOnly);
    }

    /** The head of a list or the root of a tree, given as it is or by a pointer to it. */
    private Place root(Expr expr)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        Value value = value(expr);
        if (value instanceof Place place && place.type().kind().isComposite()) {
            return place;
        }
        Computed pointer = scalar(value, expr);
        CType target = pointer.type().target().orElse(BasicType.VOID);
        if (!target.kind().isComposite()) {
            String text = names.text(expr.span());
            throw names.error(
                    expr.span(),
                    text + " is " + pointer.type().spelling() + ", no list or tree",
                    "");
        }
        return new Place(target, pointer.bits());
    }

    private Value perCpu(Expr.Call at)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        Expr variable = (Expr) at.arguments().get(0);
        Expr number = (Expr) at.arguments().get(1);
        long cpus = walks.cpus();
        long wanted = scalar(number).bits();
        if (!typesOnly && (wanted < 0 || wanted >= cpus)) {
            throw names.error(
                    number.span(), "CPU " + wanted + " is not there: this kernel has " + cpus, "");
        }
        long offsets = names.offsetsOfCpus(at.span());
        long offset = reads.pointer(offsets + wanted * Reads.POINTER, names.text(at.span()));
        Names.Cpu outer = names.enter(new Names.Cpu(OptionalLong.of(offset)));
        try {
            Value value = value(variable);
            boolean pointer = type(value).filter(each -> each.kind() == Kind.POINTER).isPresent();
            if (names.usesCpu() || !pointer) {
                return value;
            }
            // per_cpu_ptr() of the kernel: one pointer for all CPUs, to which their offset is added
            Computed shared = scalar(value, variable);
            return new Computed(shared.type(), shared.bits() + offset);
        } finally {
            names.enter(outer);
        }
    }
}
