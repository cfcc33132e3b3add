// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Place;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;
import io.fesh.parse.EventSpec;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;
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
    private final List<String> notes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private SpecLowering(String line, EventSpec spec, KernelTypes types, Prototype prototype) {
        this.line = line;
        this.spec = spec;
        this.types = types;
        this.prototype = prototype;
    }

    /**
     * @param line the typed line that {@code spec} was parsed from
     * @throws LineError a name in it means nothing, or cannot be read; the span is in {@code line}
     */
    public static KernelLine lower(String line, EventSpec spec, KernelTypes types)
            throws LineError, TargetException {
        Optional<Prototype> prototype = types.prototype(spec.function());
        if (prototype.isEmpty()) {
            throw new LineError(
                    line,
                    spec.functionSpan(),
                    "the kernel's types do not say what " + spec.function() + " takes",
                    "try: " + positional(line, spec));
        }
        return new SpecLowering(line, spec, types, prototype.get()).run();
    }

    private static String positional(String line, EventSpec spec) {
        String head = line.substring(0, spec.head().end()).strip();
        return head + "(x64 first, x64 second)";
    }

    private KernelLine run() throws LineError, TargetException {
        List<LoweredField> fields = new ArrayList<>();
        List<EventSpec.FromAddress> fixed = new ArrayList<>();
        if (spec.all()) {
            prototype.parameters().forEach(parameter -> all(parameter, fields));
        }
        for (EventSpec.Argument argument : spec.arguments()) {
            if (argument instanceof EventSpec.FromParameter from) {
                fields.add(field(from));
            } else if (argument instanceof EventSpec.FromAddress from) {
                fixed.add(from);
            }
        }
        return new LineWriter(line, spec).write(fields, fixed, returns(), notes);
    }

    /** One of all parameters; what cannot be read of it is said, and the rest goes on. */
    private void all(Parameter parameter, List<LoweredField> fields) {
        Optional<Reading> reading = Reading.ofParameter(prototype, parameter);
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
                        parameter.register(),
                        true,
                        List.of(),
                        0));
    }

    private LoweredField field(EventSpec.FromParameter from) throws LineError, TargetException {
        Parameter parameter = parameter(from);
        boolean isDirect = from.path().text().isEmpty();
        Place place =
                isDirect ? new Place(List.of(), 0, parameter.type(), 0) : follow(from, parameter);
        String path = line.substring(from.parameter().span().start(), from.path().span().end());
        if (place.bits() > 0) {
            throw error(
                    from,
                    path + " is a bit field of " + bits(place) + ": a field is whole bytes",
                    "");
        }
        Reading reading;
        if (from.type().isPresent()) {
            reading = Reading.chosen(from.type().get().text(), place.type());
        } else {
            Optional<Reading> fitting =
                    isDirect
                            ? Reading.ofParameter(prototype, parameter)
                            : Reading.ofMember(place.type(), lastMember(path));
            if (fitting.isEmpty()) {
                throw notOneValue(from, path, place.type());
            }
            reading = fitting.get();
        }
        return new LoweredField(
                from.span(),
                unique(lastName(path), words(path)),
                path,
                place.type().text(),
                reading.type(),
                reading.meaning(),
                parameter.register(),
                isDirect,
                place.loads(),
                place.offset());
    }

    private static String bits(Place place) {
        return place.bits() == 1 ? "1 bit" : place.bits() + " bits";
    }

    private Parameter parameter(EventSpec.FromParameter from) throws LineError {
        String name = from.parameter().text();
        Optional<Parameter> found = prototype.parameter(name);
        if (found.isEmpty()) {
            List<String> near = Suggestions.near(name, prototype.names(), 1);
            String hint =
                    near.isEmpty()
                            ? "it is " + prototype.declaration()
                            : "try: " + with(from.parameter().span(), near.get(0));
            throw new LineError(
                    line,
                    from.parameter().span(),
                    spec.function() + " has no parameter " + name,
                    hint);
        }
        if (found.get().register() == Prototype.NO_REGISTER) {
            throw error(from, name + " is not passed in a register: it cannot be read", "");
        }
        return found.get();
    }

    private Place follow(EventSpec.FromParameter from, Parameter parameter)
            throws LineError, TargetException {
        Word path = from.path();
        if (!parameter.type().isPointer()) {
            throw new LineError(
                    line,
                    path.span(),
                    parameter.name()
                            + " is '"
                            + parameter.type().text()
                            + "': only from a pointer can a path go on",
                    "");
        }
        try {
            return types.follow(spec.function(), parameter.name(), path.text());
        } catch (PathError e) {
            int start = Math.min(path.span().start() + e.position(), path.span().end());
            int end = endOfWord(start);
            List<String> near = e.near();
            throw new LineError(
                    line,
                    new Span(start, end),
                    e.getMessage(),
                    near.isEmpty() ? "" : "try: " + with(new Span(start, end), near.get(0)));
        }
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '_')) {
            end++;
        }
        return Math.max(end, Math.min(start + 1, line.length()));
    }

    private LineError notOneValue(EventSpec.FromParameter from, String path, ValueType type) {
        boolean array = type.kind() == ValueType.Kind.ARRAY;
        String message =
                switch (type.kind()) {
                    case COMPOSITE -> " is a '" + type.text() + "': name a member of it";
                    case ARRAY -> " is '" + type.text() + "', too long for a field or of no length";
                    case FLOATING -> " is a floating number, which the kernel line cannot read";
                    default -> " is '" + type.text() + "', which the kernel line cannot read";
                };
        return error(from, path + message, array ? "try: " + with(from.span(), path + "[0]") : "");
    }

    private LineError error(EventSpec.FromParameter from, String message, String hint) {
        return new LineError(line, from.span(), message, hint);
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
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

    private static String lastMember(String path) {
        return path.replaceAll("(\\s*\\[[^]]*])+\\s*$", "").replaceFirst(".*\\W", "");
    }

    /** The last name of a path, with the index behind it. */
    private static String lastName(String path) {
        List<String> words = words(path);
        int last = words.size() - 1;
        while (last > 0 && Character.isDigit(words.get(last).charAt(0))) {
            last--;
        }
        return String.join("_", words.subList(last, words.size()));
    }

    private static List<String> words(String path) {
        List<String> words = new ArrayList<>();
        for (String word : path.split("\\W+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
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
