// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.event.FieldSource;
import io.fesh.event.Meaning;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;
import io.fesh.parse.EventLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The C types behind a line that has none: its fields stand for parameters by position. How they
 * are shown, such a line says itself.
 */
public final class PlainSources {
    private PlainSources() {}

    /** Of the fields for the arguments, as far as they agree with the function's prototype. */
    public static List<EventSource.Named> of(String line, int from, KernelTypes types) {
        Optional<List<LoweredField>> fields = PlainFields.of(line, from);
        Optional<Prototype> prototype = prototype(line, from, types);
        if (fields.isEmpty() || prototype.isEmpty()) {
            return List.of();
        }
        List<EventSource.Named> sources = new ArrayList<>();
        for (LoweredField field : fields.get()) {
            sources.add(
                    parameter(prototype.get(), field)
                            .map(parameter -> source(prototype.get(), field, parameter))
                            .orElse(field.source()));
        }
        return sources;
    }

    /** What somebody may have missed: fields named as parameters that stand elsewhere. */
    public static List<String> notes(String line, int from, KernelTypes types) {
        Optional<List<LoweredField>> fields = PlainFields.of(line, from);
        Optional<Prototype> prototype = prototype(line, from, types);
        List<String> notes = new ArrayList<>();
        if (fields.isPresent() && prototype.isPresent()) {
            for (LoweredField field : fields.get()) {
                meant(prototype.get(), field)
                        .ifPresent(meant -> notes.add(note(prototype.get(), field, meant)));
            }
        }
        return notes;
    }

    /** {@code count is parameter 3 of vfs_read: vfs_read(NULL, NULL, size_t count)}. */
    private static String note(Prototype prototype, LoweredField field, Parameter meant) {
        return meant.name()
                + " is parameter "
                + (prototype.parameters().indexOf(meant) + 1)
                + " of "
                + prototype.function()
                + ": "
                + prototype.function()
                + "("
                + "NULL, ".repeat(meant.register())
                + field.kernelText()
                + ")";
    }

    /** The parameter that has the field's name, if it is another than that at its position. */
    private static Optional<Parameter> meant(Prototype prototype, LoweredField field) {
        return prototype
                .parameter(field.name())
                .filter(other -> isParameter(field))
                .filter(other -> other.register() != Prototype.NO_REGISTER)
                .filter(other -> other.register() != field.register());
    }

    private static Optional<Prototype> prototype(String line, int from, KernelTypes types) {
        Optional<String> function = new EventLine(line, from).qualifiedFunction();
        try {
            return function.isEmpty() ? Optional.empty() : types.prototype(function.get());
        } catch (TargetException e) {
            return Optional.empty(); // it is only to know more
        }
    }

    /** The one that the field is, whole; a name that another one has shows that it is meant. */
    private static Optional<Parameter> parameter(Prototype prototype, LoweredField field) {
        boolean misplaced = meant(prototype, field).isPresent();
        return prototype.parameters().stream()
                .filter(each -> !misplaced && isParameter(field))
                .filter(each -> each.register() == field.register())
                .filter(each -> agrees(field.type(), each.type()))
                .findFirst();
    }

    private static boolean isParameter(LoweredField field) {
        return field.way().isDirect() && field.register() != Way.NONE;
    }

    private static boolean agrees(FieldType read, ValueType type) {
        if (read.isString()) {
            return type.kind() == ValueType.Kind.TEXT;
        }
        return !read.text().endsWith("]") && KprobeLine.size(read.text()) == type.size();
    }

    private static EventSource.Named source(
            Prototype prototype, LoweredField field, Parameter parameter) {
        Meaning words =
                Reading.ofParameter(prototype, parameter).map(Reading::names).orElse(Meaning.NONE);
        return new EventSource.Named(
                field.name(),
                new FieldSource(
                        parameter.type().text(),
                        parameter.name(),
                        parameter.register(),
                        List.of(),
                        0,
                        Meaning.NONE,
                        words));
    }
}
