// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.verb.Session;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What fits at the end of a piece of Java.
 *
 * @param anchor where in it that begins
 * @param choices what can stand there, with a few words on each; empty if anything can
 * @param signatures of what is called there, each followed by what it does
 */
public record Completion(int anchor, Map<String, String> choices, List<String> signatures) {

    private static final Pattern EVENT_NAME =
            Pattern.compile("\\b(?:events|live|on)\\(\"([\\w.]*)$");
    private static final Pattern FIELD_NAME =
            Pattern.compile("\\.(?:u64|s64|text|get|has)\\(\"(\\w*)$");
    private static final Pattern NAMED_EVENT =
            Pattern.compile("\\b(?:events|live|on)\\(\"([\\w.]+)\"");

    /** A member of what the API's names give, or of the parameter of a lambda, which is a hit. */
    private static final Pattern API_MEMBER =
            Pattern.compile(
                    "(?:\\b(?:(?<type>kernel|events(?=\\()|live(?=\\())(?:\\([^()]*\\))?)"
                            + "|\\b(?<hit>\\w+) ?->.*\\b\\k<hit>)\\.(?<name>\\w*)$");

    private static final Map<String, String> TYPES =
            Map.of("kernel", "Kernel", "events", "Events", "live", "Live");

    private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z_$][\\w$]*$");

    private static final List<String> PART = List.of("java is not ready yet: Tab again shows more");

    /** Every object has them, and hardly anybody wants them here. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals(", "getClass()", "hashCode()", "notify()", "notifyAll()", "wait(");

    /** A call that has been begun, or one without arguments: nothing completes it. */
    private static final Pattern CALL = Pattern.compile("\\w\\(\\)?\\s*$");

    public Completion {
        signatures = List.copyOf(signatures);
    }

    /** Between quotes, the names of events or of fields: no compiler knows them. */
    static Optional<Completion> ofNames(Session session, String source) {
        Matcher event = EVENT_NAME.matcher(source);
        if (event.find()) {
            List<String> all = schemas(session).stream().map(EventSchema::name).toList();
            return Optional.of(names(event, all));
        }
        Matcher field = FIELD_NAME.matcher(source);
        return field.find()
                ? Optional.of(names(field, fields(session, source.substring(0, field.start()))))
                : Optional.empty();
    }

    /** What is known without the compiler. */
    static Completion known(List<String> defined, ApiDocs docs, String source) {
        Matcher member = API_MEMBER.matcher(source);
        if (member.find()) {
            String type = member.group("type") == null ? "Event" : TYPES.get(member.group("type"));
            Map<String, String> choices = new LinkedHashMap<>();
            docs.members(type).stream()
                    .filter(name -> name.startsWith(member.group("name")))
                    .forEach(name -> choices.put(name + "(", docs.summary(type, name).orElse("")));
            return new Completion(member.start("name"), choices, PART);
        }
        Matcher word = WORD.matcher(source);
        if (!word.find()) {
            return new Completion(source.length(), Map.of(), PART);
        }
        Map<String, String> choices = new LinkedHashMap<>();
        defined.stream()
                .filter(name -> name.startsWith(word.group()))
                .forEach(
                        name ->
                                choices.put(
                                        name,
                                        docs.summary("Fesh", name.replace("(", "")).orElse("")));
        return new Completion(word.start(), choices, PART);
    }

    static Completion of(Engine engine, ApiDocs docs, String source) {
        SourceCodeAnalysis analysis = engine.shell().sourceCodeAnalysis();
        if (CALL.matcher(source).find()) {
            List<String> signatures = Explanation.of(engine, docs, source);
            if (!signatures.isEmpty()) {
                return new Completion(source.length(), Map.of(), signatures);
            }
        }
        int[] anchor = new int[1];
        List<Suggestion> found = analysis.completionSuggestions(source, source.length(), anchor);
        boolean member = anchor[0] > 0 && source.charAt(anchor[0] - 1) == '.';
        String type = member ? type(analysis, source.substring(0, anchor[0] - 1)) : "Fesh";
        Map<String, String> choices = new LinkedHashMap<>();
        for (Suggestion suggestion : found) {
            String text = suggestion.continuation();
            if (anchor[0] < source.length() || !OF_EVERY_OBJECT.contains(text)) {
                String name = text.replaceAll("\\W.*", "");
                choices.putIfAbsent(text, docs.summary(type, name).orElse(""));
            }
        }
        return new Completion(anchor[0], choices, List.of());
    }

    private static String type(SourceCodeAnalysis analysis, String receiver) {
        String type = analysis.analyzeType(receiver, receiver.length());
        // of a lambda's parameter the analysis does not tell it
        return type == null ? "" : type.replaceAll("<.*", "").replaceAll(".*\\.", "");
    }

    private static Completion names(Matcher typed, List<String> names) {
        Map<String, String> choices = new LinkedHashMap<>();
        names.stream()
                .filter(name -> name.startsWith(typed.group(1)))
                .forEach(name -> choices.put(name, ""));
        return new Completion(typed.start(1), choices, List.of());
    }

    /** Those of the event that is named last before it, else those of all events. */
    private static List<String> fields(Session session, String before) {
        Optional<String> event =
                NAMED_EVENT.matcher(before).results().map(r -> r.group(1)).reduce((a, b) -> b);
        return schemas(session).stream()
                .filter(schema -> event.isEmpty() || schema.name().equals(event.get()))
                .flatMap(schema -> schema.fields().stream())
                .map(Field::name)
                .distinct()
                .toList();
    }

    private static List<EventSchema> schemas(Session session) {
        Optional<TraceTarget> target = session.attached();
        try {
            return target.isEmpty()
                    ? List.of()
                    : target.get().events().stream().map(EventStatus::schema).toList();
        } catch (TargetException e) {
            return List.of();
        }
    }
}
