// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Place;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the {@link Builtin}s give. */
final class BuiltinCalls {
    private final Evaluator evaluator;
    private final Names names;
    private final Reads reads;
    private final Loads loads;
    private final Walks walks;
    private final boolean typesOnly;

    BuiltinCalls(
            Evaluator evaluator,
            Names names,
            Reads reads,
            Loads loads,
            Walks walks,
            boolean typesOnly) {
        this.evaluator = evaluator;
        this.names = names;
        this.reads = reads;
        this.loads = loads;
        this.walks = walks;
        this.typesOnly = typesOnly;
    }

    Value call(Expr.Call at) throws LineError, MemoryFault, TargetException, InterruptedException {
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
                Value inner = evaluator.value((Expr) given.get(0));
                yield Evaluator.each(
                        inner,
                        each ->
                                new Computed(
                                        DerivedType.pointerTo(type),
                                        loads.scalar(each, (Expr) given.get(0)).bits() - offset));
            }
            case TASKS -> walks.tasks(typesOnly);
            case TASK ->
                    walks.task(evaluator.scalar((Expr) given.get(0)).bits(), at.span(), typesOnly);
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
        Value value = evaluator.value(expr);
        if (value instanceof Place place && place.type().kind().isComposite()) {
            return place;
        }
        Computed pointer = loads.scalar(value, expr);
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
        long wanted = evaluator.scalar(number).bits();
        if (!typesOnly && (wanted < 0 || wanted >= cpus)) {
            throw names.error(
                    number.span(), "CPU " + wanted + " is not there: this kernel has " + cpus, "");
        }
        long offsets = names.offsetsOfCpus(at.span());
        long offset = reads.pointer(offsets + wanted * Reads.POINTER, names.text(at.span()));
        Names.Cpu outer = names.enter(new Names.Cpu(OptionalLong.of(offset)));
        try {
            Value value = evaluator.value(variable);
            boolean pointer =
                    Evaluator.type(value).filter(each -> each.kind() == Kind.POINTER).isPresent();
            if (names.usesCpu() || !pointer) {
                return value;
            }
            // per_cpu_ptr() of the kernel: one pointer for all CPUs, to which their offset is added
            Computed shared = loads.scalar(value, variable);
            return new Computed(shared.type(), shared.bits() + offset);
        } finally {
            names.enter(outer);
        }
    }
}
