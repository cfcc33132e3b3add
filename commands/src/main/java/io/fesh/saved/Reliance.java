// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.lower.LoweredField;
import io.fesh.lower.NamedWay;
import io.fesh.lower.PlainFields;
import io.fesh.lower.SpecLowering;
import io.fesh.parse.EventLine;
import io.fesh.parse.EventSpec;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an event's line relies on in one kernel. Taken from two kernels it shows what has changed
 * between them.
 *
 * @param function with its module, if it is in one
 * @param declaration the function's prototype in C; empty if the types do not tell
 */
public record Reliance(String function, String declaration, List<Relied> fields) {
    private static final List<String> PARAMETERS =
            List.of("arg1", "arg2", "arg3", "arg4", "arg5", "arg6");
    private static final String CURRENT = "$current";

    private static final Pattern VARIABLE = Pattern.compile("\\$(?!current\\b)\\w+ \\+0");

    /** A value returned whose type the line says. */
    private static final Pattern RETURNS =
            Pattern.compile("\\s*=>\\s*(?<type>(?:unsigned\\s+)?\\w+)\\s+(?<name>\\w+)\\b.*");

    public Reliance {
        fields = List.copyOf(fields);
    }

    /** One field of a line in one kernel: what it relies on there, or why it is none. */
    record Attempt(String name, String path, Optional<Relied> relied, Optional<LineError> refusal) {
        private static Attempt of(Relied relied) {
            return new Attempt(relied.name(), relied.path(), Optional.of(relied), Optional.empty());
        }
    }

    /**
     * @param line as typed behind {@code create}
     * @throws LineError a name in it means nothing in this kernel
     */
    public static Reliance of(String line, KernelTypes types) throws LineError, TargetException {
        String function = function(line);
        String module = function.contains(":") ? "" : types.moduleOf(function);
        Optional<Prototype> prototype = types.prototype(function);
        List<Relied> fields = new ArrayList<>();
        for (Attempt each :
                prototype.isEmpty() ? List.<Attempt>of() : each(line, types, prototype.get())) {
            if (each.refusal().isPresent()) {
                throw each.refusal().get();
            }
            fields.add(each.relied().orElseThrow());
        }
        return new Reliance(
                module.isEmpty() ? function : module + ":" + function,
                prototype.map(Prototype::declaration).orElse(""),
                fields);
    }

    /** The function that a line is about; empty if there is none to be seen. */
    static String function(String line) {
        return new EventLine(line, 0).qualifiedFunction().orElse("");
    }

    /** Whether a line says names, which are looked up anew in every kernel. */
    static boolean isByName(String line) {
        try {
            return EventSpecParser.parse(line, 0).isPresent();
        } catch (LineError e) {
            return true; // only such lines are parsed so far that they can be wrong
        }
    }

    /**
     * Every field of a line in a kernel whose types these are.
     *
     * @throws LineError the line as a whole is none
     */
    static List<Attempt> each(String line, KernelTypes types, Prototype prototype)
            throws LineError, TargetException {
        Optional<EventSpec> spec = EventSpecParser.parse(line, 0);
        List<Attempt> attempts = new ArrayList<>();
        if (spec.isPresent()) {
            for (SpecLowering.Attempt each :
                    SpecLowering.each(line, spec.get(), types, prototype)) {
                Optional<Relied> relied =
                        each.field().isEmpty()
                                ? Optional.empty()
                                : Optional.of(relied(each.field().get(), types));
                attempts.add(new Attempt(each.name(), each.path(), relied, each.refusal()));
            }
        } else {
            for (LoweredField field : PlainFields.of(line, 0).orElse(List.of())) {
                attempts.add(Attempt.of(byPosition(field, types, prototype)));
            }
        }
        int tail = spec.map(each -> each.tail().start()).orElse(line.indexOf(')') + 1);
        Matcher returns = RETURNS.matcher(line).region(tail, line.length());
        if (returns.matches()) {
            String cType = prototype.returns().text();
            attempts.add(
                    Attempt.of(
                            new Relied(
                                    returns.group("name"),
                                    returns.group("type"),
                                    cType,
                                    size(cType, types),
                                    "",
                                    "return value")));
        }
        return attempts;
    }

    /** Where a path leads in another kernel; empty if nowhere. */
    static String place(String path, KernelTypes types, Prototype prototype)
            throws TargetException {
        try {
            return each(prototype.function() + "(" + path + ")", types, prototype).stream()
                    .flatMap(each -> each.relied().stream())
                    .map(Relied::way)
                    .findFirst()
                    .orElse("");
        } catch (LineError e) {
            return "";
        }
    }

    private static Relied relied(LoweredField field, KernelTypes types) throws TargetException {
        String way = field.wayText(PARAMETERS);
        if (field.path().isEmpty() && VARIABLE.matcher(way).matches()) {
            return variable(field, way, types);
        }
        return new Relied(
                field.name(),
                field.type().text(),
                field.cType(),
                size(field.cType(), types),
                way,
                field.path());
    }

    /** One that is read as the line says. */
    private static Relied variable(LoweredField field, String way, KernelTypes types)
            throws TargetException {
        String name = way.substring(1, way.indexOf(' '));
        Optional<CType> type = types.variable(name).map(KernelTypes.Variable::type);
        return new Relied(
                field.name(),
                field.type().text(),
                type.map(CType::spelling).orElse(""),
                type.map(Reliance::size).orElse(""),
                way,
                "$" + name);
    }

    /** What numbers stand for in this kernel; nothing is said of those that stand for nothing. */
    private static Relied byPosition(LoweredField field, KernelTypes types, Prototype prototype)
            throws TargetException {
        Optional<NamedWay> named = Optional.empty();
        Optional<Prototype.Parameter> parameter =
                prototype.parameters().stream()
                        .filter(
                                each ->
                                        field.register() >= 0
                                                && each.register() == field.register())
                        .findFirst();
        String way = field.wayText(PARAMETERS);
        if (VARIABLE.matcher(way).matches()) {
            return variable(field, way, types);
        }
        if (parameter.isPresent() && !parameter.get().name().isEmpty()) {
            String name = parameter.get().name();
            named =
                    start(prototype, parameter.get(), types)
                            .flatMap(type -> NamedWay.of(field, name, type));
        } else if (way.startsWith(CURRENT)) {
            named =
                    types.type("struct task_struct *")
                            .flatMap(type -> NamedWay.of(field, CURRENT, type));
        }
        String cType = named.map(each -> each.type().spelling()).orElse("");
        return new Relied(
                field.name(),
                field.type().text(),
                cType,
                named.map(each -> size(each.type())).orElse(""),
                way,
                named.map(NamedWay::path).orElse(""));
    }

    private static Optional<CType> start(
            Prototype prototype, Prototype.Parameter parameter, KernelTypes types)
            throws TargetException {
        Optional<CType> told = types.parameterType(prototype.function(), parameter.name());
        return told.isPresent() ? told : types.type(parameter.type().text());
    }

    private static String size(String cType, KernelTypes types) throws TargetException {
        return (cType.isEmpty() ? Optional.<CType>empty() : types.type(cType))
                .map(Reliance::size)
                .orElse("");
    }

    private static String size(CType type) {
        return type.size() == 0 ? "" : type.size() + (type.signed() ? " signed" : "");
    }
}
