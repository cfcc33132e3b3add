// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Part;
import io.fesh.complete.EventOutline.Place;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType.Kind;
import io.fesh.lower.FilterField;
import io.fesh.lower.KernelLine;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The line of an event, from its function to its filter. */
record EventLineCandidates(KernelView kernel) implements CandidateSource {

    @Override
    public void offer(CursorContext at, Candidates to) {
        EventOutline outline = EventOutline.of(at.line().substring(0, at.wordStart()), at.start());
        Place place = outline.place();
        switch (place) {
            case HEAD ->
                    new FunctionCandidates(kernel, FunctionCandidates.Choice.TRACEABLE, "(")
                            .offer(at, to);
            case ARGUMENT -> argument(outline, at, to);
            case MEMBER -> new ArgumentCandidates(kernel).offer(at, to);
            case TYPE -> to.words(at, types());
            case TAIL -> to.words(at, tail(at, Map.of("=>", "an event at the return")));
            case AFTER_RETURN -> to.words(at, tail(at, Map.of()));
            case RETURN_TYPE -> to.words(at, returned(at, outline));
            case FILTER_FIELD, FILTER_OPERATOR, FILTER_VALUE, FILTER_JOIN ->
                    new FilterCandidates(fields(outline), compared(outline, at), true)
                            .offer(outline, at, to);
            default -> {}
        }
    }

    private void argument(EventOutline outline, CursorContext at, Candidates to) {
        int before = to.list().size();
        new ArgumentCandidates(kernel).offer(at, to);
        boolean known = prototype(outline).isPresent();
        if (to.list().size() == before && !outline.isTyped() && (!known || !at.word().isEmpty())) {
            to.words(at, types());
        }
    }

    private static Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        EventLine.TYPES.forEach(type -> types.put(type, ""));
        return types;
    }

    /** What can follow arguments that are closed, with a blank where there is none. */
    private static Map<String, String> tail(CursorContext at, Map<String, String> first) {
        Map<String, String> all = new LinkedHashMap<>(first);
        all.put("if", "only hits that a filter lets through");
        all.put("stack", "the kernel stack of each hit");
        boolean tight = at.wordStart() > 0 && at.line().charAt(at.wordStart() - 1) == ')';
        Map<String, String> spaced = new LinkedHashMap<>();
        all.forEach((word, what) -> spaced.put(tight ? " " + word : word, what));
        return spaced;
    }

    private Map<String, String> returned(CursorContext at, EventOutline outline) {
        Map<String, String> words = new LinkedHashMap<>();
        boolean typed = at.line().substring(at.start(), at.wordStart()).matches(".*=>\\s*\\w.*");
        if (!typed) {
            prototype(outline)
                    .filter(known -> known.returns().kind() != Kind.NONE)
                    .ifPresent(known -> words.put("ret", "the value, with the prototype's type"));
            words.put("void", "the duration alone");
            words.putAll(types());
        }
        return words;
    }

    private Optional<Prototype> prototype(EventOutline outline) {
        Optional<KernelTypes> types = kernel.knownTypes();
        Optional<Part> function = outline.function();
        try {
            return types.isEmpty() || function.isEmpty()
                    ? Optional.empty()
                    : types.get().knownPrototype(outline.text(function.get()));
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    /** How the fields are compared, which the line as far as its filter tells. */
    private List<FilterField> compared(EventOutline outline, CursorContext at) {
        String line = at.line().substring(0, outline.condition());
        try {
            return KernelLine.of(line, at.start(), kernel.knownTypes()).compared();
        } catch (LineError | TargetException e) {
            return List.of(); // what is typed so far makes no event
        }
    }

    /** The fields that the event of a line will have, each with what is known of it. */
    Map<String, String> fields(String line) {
        return fields(EventOutline.of(line, 0));
    }

    private Map<String, String> fields(EventOutline outline) {
        Map<String, String> fields = new LinkedHashMap<>();
        Optional<Prototype> prototype = prototype(outline);
        List<String> names = new ArrayList<>(outline.names());
        if (outline.takesAll()) {
            prototype.ifPresent(
                    known ->
                            known.parameters().stream()
                                    .filter(p -> p.register() != Prototype.NO_REGISTER)
                                    .forEach(p -> fields.put(p.name(), p.declaration())));
        }
        for (String name : names) {
            String declared =
                    prototype
                            .flatMap(known -> known.parameter(name))
                            .map(Prototype.Parameter::declaration)
                            .orElse("");
            fields.put(name, declared);
        }
        if (outline.returns()) {
            fields.put("duration", "from entry to return, in ns");
        }
        return fields;
    }
}
