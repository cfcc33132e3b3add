// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.expr.Expr;
import io.fesh.expr.ExprParser;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;
import io.fesh.lower.FieldWalk.Found;
import io.fesh.parse.EventSpec;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what the names of one line mean in this kernel and writes the kernel's line. */
public final class SpecLowering {
    private final String line;
    private final EventSpec spec;
    private final KernelTypes types;
    private final Prototype prototype;
    private final FieldWalk walk;
    private final FieldReading reading;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private SpecLowering(String line, EventSpec spec, KernelTypes types, Prototype prototype) {
        this.line = line;
        this.spec = spec;
        this.types = types;
        this.prototype = prototype;
        this.walk = new FieldWalk(line, types, prototype);
        this.reading = new FieldReading(line, prototype);
    }

    /**
     * @param line the typed line that {@code spec} was parsed from
     * @throws LineError a name in it means nothing, or cannot be read; the span is in {@code line}
     */
    public static KernelLine lower(String line, EventSpec spec, KernelTypes types)
            throws LineError, TargetException {
        Optional<Prototype> prototype = types.prototype(spec.qualified());
        if (prototype.isEmpty()) {
            throw unknown(line, spec);
        }
        return new SpecLowering(line, spec, types, prototype.get()).run();
    }

    private static LineError unknown(String line, EventSpec spec) {
        Span function = spec.functionSpan();
        if (!spec.module().isEmpty()) {
            String head = line.substring(0, function.start());
            int module = head.lastIndexOf(spec.module());
            return new LineError(
                    line,
                    function,
                    spec.module()
                            + " has no function "
                            + spec.function()
                            + " whose types are known",
                    "try: "
                            + (head.substring(0, module) + line.substring(function.start()))
                                    .strip());
        }
        return new LineError(
                line,
                function,
                "the kernel's types do not say what " + spec.function() + " takes",
                "try: " + positional(line, spec));
    }

    private static String positional(String line, EventSpec spec) {
        String head = line.substring(0, spec.head().end()).strip();
        return head + "(x64 first, x64 second)";
    }

    /** One field of a line: what was found of it, or why it is none. */
    public record Attempt(
            String name, String path, Optional<LoweredField> field, Optional<LineError> refusal) {
        private static Attempt of(LoweredField field) {
            return new Attempt(field.name(), field.path(), Optional.of(field), Optional.empty());
        }
    }

    /**
     * Every field of a line by itself, so that a wrong one does not hide the others.
     *
     * @param prototype of the line's function
     */
    public static List<Attempt> each(
            String line, EventSpec spec, KernelTypes types, Prototype prototype)
            throws TargetException {
        SpecLowering lowering = new SpecLowering(line, spec, types, prototype);
        List<Attempt> attempts = new ArrayList<>();
        if (spec.all()) {
            List<LoweredField> fields = new ArrayList<>();
            prototype.parameters().forEach(parameter -> lowering.all(parameter, fields));
            fields.forEach(field -> attempts.add(Attempt.of(field)));
        }
        for (EventSpec.Argument argument : spec.arguments()) {
            if (argument instanceof EventSpec.FromExpression from) {
                attempts.add(lowering.attempt(from));
            } else if (argument instanceof EventSpec.FromAddress from) {
                PlainFields.atAddress(from.text()).map(Attempt::of).ifPresent(attempts::add);
            }
        }
        if (spec.returns().isPresent()) {
            attempts.add(lowering.attempt(spec.returns().get()));
        }
        return attempts;
    }

    private Attempt attempt(Word returned) {
        try {
            Returned value = returns().orElseThrow();
            return Attempt.of(value.field());
        } catch (LineError e) {
            return new Attempt(returned.text(), "", Optional.empty(), Optional.of(e));
        }
    }

    private Attempt attempt(EventSpec.FromExpression from) throws TargetException {
        Span span = from.expression();
        try {
            return Attempt.of(field(from));
        } catch (LineError e) {
            String path = line.substring(span.start(), span.end());
            String name = from.name().map(Word::text).orElseGet(() -> nameOf(span));
            return new Attempt(name, path, Optional.empty(), Optional.of(e));
        }
    }

    /** What a field would be called whose names mean nothing here. */
    private String nameOf(Span span) {
        try {
            Expr expr = ExprParser.parseField(line, span.start(), span.end(), name -> false);
            List<String> words = ExprWords.of(expr);
            return unique(lastName(words), words);
        } catch (LineError | TargetException e) {
            return line.substring(span.start(), span.end());
        }
    }

    private KernelLine run() throws LineError, TargetException {
        List<LoweredField> fields = new ArrayList<>();
        List<EventSpec.FromAddress> fixed = new ArrayList<>();
        if (spec.all()) {
            prototype.parameters().forEach(parameter -> all(parameter, fields));
        }
        for (EventSpec.Argument argument : spec.arguments()) {
            if (argument instanceof EventSpec.FromExpression from) {
                fields.add(field(from));
            } else if (argument instanceof EventSpec.FromAddress from) {
                fixed.add(from);
            }
        }
        return new LineWriter(line, spec).write(fields, fixed, returns(), notes, types);
    }

    /** One of all parameters; what cannot be read of it is said, and the rest goes on. */
    private void all(Parameter parameter, List<LoweredField> fields) {
        Optional<Reading> reading =
                isFilledLater(parameter)
                        ? Optional.of(Reading.POINTER)
                        : Reading.ofParameter(prototype, parameter);
        if (parameter.register() == Prototype.NO_REGISTER || reading.isEmpty()) {
            notes.add(
                    parameter.declaration()
                            + (reading.isEmpty()
                                    ? " is left out: it is not one value"
                                    : " is left out: it is not in a register"));
            return;
        }
        String name = parameter.name().isEmpty() ? "arg" + fields.size() : parameter.name();
        fields.add(
                new LoweredField(
                        spec.functionSpan(),
                        unique(name, List.of()),
                        name,
                        parameter.type().text(),
                        reading.get().type(),
                        reading.get().meaning(),
                        reading.get().words(),
                        Way.register(parameter.register()),
                        name.equals(parameter.name()) ? "args." + name : ""));
    }

    /** Text that the function may still write is not read at its entry unless it is asked for. */
    private static boolean isFilledLater(Parameter parameter) {
        return parameter.type().kind() == ValueType.Kind.TEXT
                && !parameter.type().text().contains("const");
    }

    private LoweredField field(EventSpec.FromExpression from) throws LineError, TargetException {
        Span span = from.expression();
        Expr expr = ExprParser.parseField(line, span.start(), span.end(), this::isType);
        Found found = walk.walk(expr);
        List<String> words = ExprWords.of(expr);
        String path = line.substring(span.start(), span.end());
        Reading read = reading.of(from, expr, found, words);
        String name = from.name().map(Word::text).orElse(lastName(words));
        return new LoweredField(
                from.span(),
                unique(name, from.name().isPresent() ? List.of() : words),
                path,
                ValueType.of(found.type()).text(),
                read.type(),
                read.meaning(),
                read.words(),
                found.way(),
                ExprWords.bpftrace(line, span, expr, prototype));
    }

    /** A parameter hides a type of its name. */
    private boolean isType(String name) throws TargetException {
        return prototype.parameter(name).isEmpty() && types.named(name).isPresent();
    }

    /** The value that is returned, by its type in the prototype. */
    private Optional<Returned> returns() throws LineError {
        if (spec.returns().isEmpty()) {
            return Optional.empty();
        }
        Word name = spec.returns().get();
        if (prototype.returns().kind() == ValueType.Kind.NONE) {
            String head = line.substring(0, name.span().start()).strip();
            throw new LineError(
                    line,
                    name.span(),
                    spec.function() + " returns nothing",
                    "try: " + head + " void");
        }
        Optional<Reading> reading = Reading.ofReturn(prototype.returns(), name.text());
        if (reading.isEmpty()) {
            throw new LineError(
                    line,
                    name.span(),
                    spec.function()
                            + " returns '"
                            + prototype.returns().text()
                            + "', which is not one value",
                    "");
        }
        return Optional.of(new Returned(name, prototype.returns(), reading.get()));
    }

    /** The last name of a path, with the indexes behind it. */
    private static String lastName(List<String> words) {
        int last = words.size() - 1;
        while (last > 0 && Character.isDigit(words.get(last).charAt(0))) {
            last--;
        }
        return words.isEmpty() ? "value" : String.join("_", words.subList(last, words.size()));
    }

    /** Two fields of one name are told apart by more of their paths. */
    private String unique(String name, List<String> words) {
        String wanted = name;
        for (int from = words.size() - 2; from >= 0 && names.contains(wanted); from--) {
            wanted = String.join("_", words.subList(from, words.size()));
        }
        for (int count = 2; names.contains(wanted); count++) {
            wanted = name + count;
        }
        names.add(wanted);
        return wanted;
    }
}
