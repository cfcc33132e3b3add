// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Place;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.KernelTypes.Constant;
import io.fesh.kernel.KernelTypes.Variable;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the names in an expression stand for, and what may be meant by those that are wrong. */
final class Names {
    private static final int LONGEST_HINT = 240;
    private static final String OFFSETS = "__per_cpu_offset";

    private final String line;
    private final Kernel kernel;
    private Cpu cpu = new Cpu(OptionalLong.empty());

    /** Whose per-CPU variables are meant, and whether one was. */
    static final class Cpu {
        private final OptionalLong offset;
        private boolean used;

        Cpu(OptionalLong offset) {
            this.offset = offset;
        }
    }

    Names(String line, Kernel kernel) {
        this.line = line;
        this.kernel = kernel;
    }

    LineError error(Span span, String message, String hint) {
        return new LineError(line, span, message, hint);
    }

    String text(Span span) {
        return line.substring(span.start(), span.end());
    }

    /** {@code try: } the line with something else at {@code span}; empty for very long lines. */
    String hint(Span span, String instead) {
        String other = line.substring(0, span.start()) + instead + line.substring(span.end());
        return other.length() > LONGEST_HINT ? "" : "try: " + other.strip();
    }

    CType type(TypeName name) throws LineError, TargetException {
        Optional<CType> type = kernel.types().type(name.spelling());
        if (type.isPresent()) {
            return type.get();
        }
        String base = name.spelling().split("[*\\[]", 2)[0].strip();
        List<String> near = kernel.types().near(base, 1);
        throw error(
                name.span(),
                base + " is no type of this kernel",
                near.isEmpty()
                        ? ""
                        : hint(name.span(), name.spelling().replace(base, near.get(0))));
    }

    Member member(CType type, String name, Span span) throws LineError {
        Optional<Member> member = type.member(name);
        if (member.isPresent()) {
            return member.get();
        }
        List<String> near = NearMembers.of(type, name, 1);
        throw error(
                span,
                type.spelling() + " has no member " + name,
                near.isEmpty() ? NearMembers.lookUp(type) : hint(span, near.get(0)));
    }

    /** From here on this CPU is meant; returns the one before. */
    Cpu enter(Cpu other) {
        Cpu before = cpu;
        cpu = other;
        return before;
    }

    /** Whether a per-CPU variable was named since {@link #enter}. */
    boolean usesCpu() {
        return cpu.used;
    }

    /** A variable, function or constant. */
    Value value(Expr.Name name) throws LineError, TargetException {
        Optional<Variable> variable = kernel.types().variable(name.name());
        OptionalLong address = kernel.symbols().addressOf(name.name());
        if (address.isEmpty() || variable.isEmpty()) {
            Optional<Constant> constant = kernel.types().constant(name.name());
            if (constant.isPresent()) {
                return new Computed(constant.get().type(), constant.get().value());
            }
        }
        if (address.isEmpty()) {
            throw unknown(name);
        }
        long at = address.getAsLong();
        if (variable.isEmpty()) {
            return new Place(BasicType.VOID, at);
        } else if (variable.get().perCpu()) {
            return new Place(variable.get().type(), at + perCpu(name));
        }
        if (at == 0) {
            throw error(
                    name.span(),
                    "the kernel hides the addresses of its symbols (kernel.kptr_restrict)",
                    "try: !sysctl kernel.kptr_restrict=1");
        }
        return new Place(variable.get().type(), at);
    }

    private long perCpu(Expr.Name name) throws LineError {
        cpu.used = true;
        return cpu.offset.orElseThrow(
                () ->
                        error(
                                name.span(),
                                "every CPU has a " + name.name() + " of its own",
                                hint(name.span(), "per_cpu(" + name.name() + ", 0)")));
    }

    private LineError unknown(Expr.Name name) throws TargetException {
        String struct = "struct " + name.name();
        if (kernel.types().named(struct).isPresent()) {
            return error(
                    name.span(),
                    name.name() + " is no variable, function or constant of this kernel",
                    isMeasured(name) ? hint(name.span(), struct) : "try: ptype " + struct);
        }
        List<String> near = kernel.symbols().nearSymbols(name.name(), 1);
        if (near.isEmpty()) {
            near = Suggestions.near(name.name(), Builtin.names(), 1);
        }
        return error(
                name.span(),
                name.name() + " is no variable, function or constant of this kernel",
                near.isEmpty() ? "" : hint(name.span(), near.get(0)));
    }

    private boolean isMeasured(Expr.Name name) {
        return line.substring(0, name.span().start()).matches(".*\\bsizeof\\s*\\(?\\s*");
    }

    /** The first element of {@code __per_cpu_offset}. */
    long offsetsOfCpus(Span span) throws LineError {
        return kernel.symbols()
                .addressOf(OFFSETS)
                .orElseThrow(() -> error(span, "the kernel has no per-CPU variables", ""));
    }
}
