// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.EventRecord;
import io.fesh.event.Field;
import io.fesh.expr.Argument;
import io.fesh.expr.Builtin;
import io.fesh.expr.Evaluator;
import io.fesh.expr.Expr;
import io.fesh.expr.ExprParser;
import io.fesh.expr.Kernel;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Variable;
import io.fesh.kernel.TargetException;
import io.fesh.names.NamePattern;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In a C expression: variables and what can be called where a value begins, members behind {@code
 * ->} and {@code .}, the fields of a hit behind {@code #17.}, types behind {@code struct}.
 *
 * @param names what else fits where a name stands alone: types and functions
 */
record ExpressionCandidates(KernelView kernel, CandidateSource names) implements CandidateSource {
    private static final Pattern OPTIONS =
            Pattern.compile("\\s*(?:/\\w*\\s+)?(?:(?:-depth|-elements)\\s+\\d+\\s+|-zeros\\s+)*");
    private static final Pattern WORD = Pattern.compile("\\w*$");
    private static final Pattern KEYWORD = Pattern.compile("(?:struct|union|enum)\\s+\\w*$");
    private static final String VALUE_FOLLOWS = "(,[+-*/%&|^~!<>=?:";
    private static final Pattern PER_CPU = Pattern.compile("\\bper_cpu\\(\\s*$");

    @Override
    public void offer(CursorContext at, Candidates to) {
        String text = at.line().substring(at.start());
        Matcher options = OPTIONS.matcher(text);
        int from = options.lookingAt() ? options.end() : 0;
        Matcher word = WORD.matcher(text);
        String typed = word.find() ? word.group() : "";
        String before = text.substring(from, Math.max(from, text.length() - typed.length()));
        // a dot is a letter to the word at the cursor: what stands before it there stays
        String kept = at.word().substring(0, Math.max(0, at.word().length() - typed.length()));
        Matcher keyword = KEYWORD.matcher(text);
        String operand = before.strip();
        try {
            if (keyword.find()) {
                new TypeCandidates(kernel, Optional.empty())
                        .offer(at.from(at.start() + keyword.start()), to);
            } else if (operand.endsWith("->") || operand.endsWith(".")) {
                int length = operand.length() - (operand.endsWith(".") ? 1 : 2);
                members(operand.substring(0, length), kept, typed, to);
            } else if (operand.isEmpty()
                    || VALUE_FOLLOWS.indexOf(operand.charAt(operand.length() - 1)) >= 0) {
                values(PER_CPU.matcher(before).find(), kept, typed, to);
                if (operand.isEmpty() && isAboutTypes(at)) {
                    names.offer(at, to);
                }
            }
        } catch (TargetException e) {
            kernel.tell(e.getMessage());
        }
    }

    private static boolean isAboutTypes(CursorContext at) {
        return at.verb().filter(verb -> verb.name().matches("ptype|whatis")).isPresent();
    }

    /** Per-CPU variables are values for one CPU only. */
    private void values(boolean perCpu, String kept, String typed, Candidates to)
            throws TargetException {
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        Optional<KernelTypes> types = kernel.knownTypes();
        if (symbols.isEmpty() || types.isEmpty()) {
            kernel.tell("no types yet: " + kernel.pending());
            return;
        }
        List<Variable> variables = new ArrayList<>(types.get().variables());
        variables.removeIf(
                each -> each.perCpu() != perCpu || symbols.get().addressOf(each.name()).isEmpty());
        variables = NamePattern.of(typed).choose(variables, Variable::name);
        int count = to.fitting(variables.stream().map(Variable::name).toList());
        boolean described = to.hasLineForEach(count);
        to.more(variables.size() - count);
        for (Variable each : variables.subList(0, count)) {
            String description = described ? each.type().declare(each.name()) : "";
            to.addPart(kept, each.name(), description);
        }
        if (!perCpu) {
            for (String name : NamePattern.of(typed).choose(Builtin.names(), each -> each)) {
                to.addPart(kept, name + "(", Builtin.of(name).orElseThrow().example());
            }
        }
    }

    private void members(String before, String kept, String typed, Candidates to)
            throws TargetException {
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        Optional<KernelTypes> types = kernel.knownTypes();
        String operand = before.substring(start(before));
        if (symbols.isEmpty() || types.isEmpty() || operand.isBlank()) {
            return;
        }
        if (operand.strip().matches("#\\d{1,18}")) {
            long number = Long.parseLong(operand.strip().substring(1));
            kernel.history().get(number).ifPresent(hit -> fields(hit, kept, typed, to));
            return;
        }
        CType type = type(operand, types.get(), symbols.get()).orElse(null);
        while (type != null
                && (type.kind() == CType.Kind.POINTER || type.kind() == CType.Kind.ARRAY)) {
            type = type.target().orElse(null);
        }
        if (type == null) {
            return;
        }
        List<Member> found = NamePattern.of(typed).choose(type.members(), Member::name);
        int count = to.fitting(found.stream().map(Member::name).toList());
        boolean described = to.hasLineForEach(count);
        to.more(found.size() - count);
        for (Member each : found.subList(0, count)) {
            String description = described ? each.type().declare(each.name()) : "";
            to.addPart(kept, each.name(), description);
        }
    }

    private static void fields(EventRecord hit, String kept, String typed, Candidates to) {
        NamePattern.of(typed)
                .choose(hit.schema().fields(), Field::name)
                .forEach(each -> to.addPart(kept, each.name(), each.source().cType()));
    }

    /** Of an expression that is typed so far; empty if it makes no sense. */
    private Optional<CType> type(String operand, KernelTypes types, KernelSymbols symbols)
            throws TargetException {
        Kernel known =
                new Kernel(
                        types,
                        symbols,
                        (address, length) -> new byte[length],
                        kernel.history()::get,
                        Optional.empty());
        try {
            Argument expr = ExprParser.parse(operand, 0, name -> types.named(name).isPresent());
            return Evaluator.type(Evaluator.ofTypes(operand, known).locate((Expr) expr));
        } catch (LineError e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Where the operand of the last {@code ->} or {@code .} begins. */
    static int start(String text) {
        int at = text.length();
        int depth = 0;
        while (at > 0) {
            char c = text.charAt(at - 1);
            if (c == ')' || c == ']') {
                depth++;
            } else if (c == '(' || c == '[') {
                if (--depth < 0) {
                    return at;
                }
            } else if (depth == 0 && c == '>' && at > 1 && text.charAt(at - 2) == '-') {
                at--;
            } else if (depth == 0 && !Character.isLetterOrDigit(c) && "_.#$".indexOf(c) < 0) {
                return at;
            }
            at--;
        }
        return 0;
    }
}
