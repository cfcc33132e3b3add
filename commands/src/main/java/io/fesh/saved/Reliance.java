// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.event.EventSource;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.lower.KernelLine;
import io.fesh.lower.LoweredField;
import io.fesh.lower.PlainFields;
import io.fesh.lower.SpecLowering;
import io.fesh.parse.EventLine;
import io.fesh.parse.EventSpec;
import io.fesh.parse.EventSpecParser;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an event's line relies on in one kernel. Taken from two kernels it shows what has changed
 * between them.
 *
 * @param function with its module, if the line names that
 * @param declaration the function's prototype in C; empty if the types do not tell
 */
public record Reliance(String function, String declaration, List<Relied> fields) {
    private static final List<String> PARAMETERS =
            List.of("arg1", "arg2", "arg3", "arg4", "arg5", "arg6");

    public Reliance {
        fields = List.copyOf(fields);
    }

    /**
     * @param line as typed behind {@code create}
     * @throws LineError a name in it means nothing in this kernel
     */
    public static Reliance of(String line, KernelTypes types) throws LineError, TargetException {
        String function = function(line);
        Optional<Prototype> prototype = types.prototype(function);
        String declaration = prototype.map(Prototype::declaration).orElse("");
        Optional<EventSpec> spec = EventSpecParser.parse(line, 0);
        List<Relied> fields =
                spec.isPresent()
                        ? byName(line, spec.get(), types)
                        : byPosition(line, prototype, types);
        return new Reliance(function, declaration, fields);
    }

    /** The function that a line is about; empty if there is none to be seen. */
    static String function(String line) {
        return new EventLine(line, 0).qualifiedFunction().orElse("");
    }

    private static List<Relied> byName(String line, EventSpec spec, KernelTypes types)
            throws LineError, TargetException {
        KernelLine lowered = SpecLowering.lower(line, spec, types);
        List<Relied> fields = new ArrayList<>();
        for (LoweredField field : lowered.fields()) {
            fields.add(
                    new Relied(
                            field.name(),
                            field.type().text(),
                            field.cType(),
                            size(field.cType(), types),
                            field.wayText(PARAMETERS),
                            field.path()));
        }
        if (spec.returns().isPresent() && !lowered.sources().isEmpty()) {
            EventSource.Named last = lowered.sources().get(lowered.sources().size() - 1);
            String cType = last.source().cType();
            fields.add(new Relied(last.name(), "", cType, size(cType, types), "", "return value"));
        }
        return fields;
    }

    /** What a position stands for, the prototype tells; what lies behind it, nobody. */
    private static List<Relied> byPosition(
            String line, Optional<Prototype> prototype, KernelTypes types) throws TargetException {
        List<Relied> fields = new ArrayList<>();
        for (LoweredField field : PlainFields.of(line, 0).orElse(List.of())) {
            String way = field.wayText(PARAMETERS);
            Optional<Prototype.Parameter> parameter = at(prototype, field.register());
            String cType = parameter.map(each -> each.type().text()).orElse("");
            String path = parameter.map(Prototype.Parameter::name).orElse("");
            fields.add(
                    new Relied(
                            field.name(),
                            field.type().text(),
                            cType,
                            size(cType, types),
                            way,
                            isDirect(way) ? path : ""));
        }
        return fields;
    }

    static boolean isDirect(String way) {
        return PARAMETERS.contains(way) || way.isEmpty();
    }

    private static Optional<Prototype.Parameter> at(Optional<Prototype> prototype, int register) {
        return prototype.flatMap(
                known ->
                        known.parameters().stream()
                                .filter(each -> each.register() == register)
                                .findFirst());
    }

    private static String size(String cType, KernelTypes types) throws TargetException {
        Optional<CType> type = cType.isEmpty() ? Optional.empty() : types.type(cType);
        return type.filter(known -> known.size() > 0)
                .map(known -> known.size() + (known.signed() ? " signed" : ""))
                .orElse("");
    }
}
