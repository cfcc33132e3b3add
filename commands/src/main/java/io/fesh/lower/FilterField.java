// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Base;
import io.fesh.event.Errno;
import io.fesh.event.EventSchema;
import io.fesh.event.Meaning;
import io.fesh.parse.EventTail;
import io.fesh.parse.FilterTerm;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field as a filter sees it.
 *
 * @param type the kernel line's word for how it is read
 * @param meaning what its values stand for
 */
public record FilterField(String name, String type, Meaning meaning) {
    /** The mask of a word for the whole number. */
    static final long WHOLE = -1;

    private static final Pattern BITS = Pattern.compile("s?b(\\d+)\\s*@.*");

    /** What every filter knows. */
    private static final List<String> OWN = List.of("pid", "comm", "cpu");

    /** Numbers that may be errors are at least as long. */
    private static final int SHORTEST_ERROR = 32;

    private static final List<Meaning.Constant> ERRORS = Errno.constants();
    private static final List<Meaning.Flag> TRUTH =
            List.of(new Meaning.Flag("false", 0, WHOLE), new Meaning.Flag("true", 1, WHOLE));

    private FilterField(String name, String type, Meaning meaning, Meaning words) {
        this(name, type, meaning instanceof Meaning.None ? words : meaning);
    }

    public static List<FilterField> of(List<LoweredField> fields) {
        return fields.stream()
                .map(f -> new FilterField(f.name(), f.type().text(), f.meaning(), f.words()))
                .toList();
    }

    /** Those of an event that is there. */
    public static List<FilterField> of(EventSchema event) {
        return event.fields().stream()
                .filter(f -> f.base() != Base.STACK)
                .map(
                        f ->
                                new FilterField(
                                        f.name(),
                                        f.isArray() ? f.type() + "[]" : f.type(),
                                        f.source().meaning(),
                                        f.source().words()))
                .toList();
    }

    /** The value that is returned, if the line itself says how it is read. */
    static Optional<FilterField> returned(EventTail tail) {
        return tail.returnType()
                .map(type -> type.text().replaceAll("\\s+", " "))
                .map(
                        type ->
                                new FilterField(
                                        tail.returnName().orElseThrow().text(),
                                        type,
                                        Meaning.NONE));
    }

    /**
     * The kernel's refusal of a filter: where it is about a name that none of its fields has, all
     * of the name is marked, and the one offered that may have been meant.
     *
     * @param filter where it stands in the error's line
     */
    public static LineError refusal(LineError error, Span filter, List<FilterField> fields) {
        String line = error.line();
        List<String> names = new ArrayList<>(OWN);
        fields.forEach(field -> names.add(field.name()));
        for (FilterTerm term : FilterTerm.of(line, filter)) {
            Span span = term.field().span();
            if (span.start() == error.span().start() && !names.contains(term.field().text())) {
                List<String> near = Suggestions.near(term.field().text(), names, 1);
                String hint =
                        near.isEmpty()
                                ? error.hint()
                                : "try: "
                                        + line.substring(0, span.start()).stripLeading()
                                        + near.get(0)
                                        + line.substring(span.end());
                return new LineError(line, span, error.getMessage(), hint);
            }
        }
        return error;
    }

    /** Whether it is compared as a number. */
    public boolean isNumber() {
        return !type.endsWith("string") && !type.endsWith("]");
    }

    /** Whether it is compared as text, by patterns too. */
    public boolean isText() {
        return type.endsWith("string") || type.startsWith("char[");
    }

    /**
     * Whether it is recorded in the order of the network, so that no range of it means anything.
     */
    public boolean isNetworkOrder() {
        return isNumber()
                && (meaning instanceof Meaning.NetworkOrder
                        || meaning instanceof Meaning.InternetAddress);
    }

    int bits() {
        Matcher bits = BITS.matcher(type);
        return bits.matches() ? Integer.parseInt(bits.group(1)) : Byte.SIZE * KprobeLine.size(type);
    }

    boolean isSigned() {
        return type.startsWith("s") && !type.equals("size_t") && !type.equals("symbol")
                || List.of("char", "short", "int", "long").contains(type);
    }

    /** Its words; of errors those with their signs. */
    public List<Meaning.Flag> words() {
        if (!isNumber()) {
            return List.of();
        } else if (meaning instanceof Meaning.Flags flags) {
            return flags.flags();
        } else if (meaning instanceof Meaning.Enumerators named) {
            return flags(named.constants());
        } else if (meaning instanceof Meaning.Truth) {
            return TRUTH;
        } else if (mayBeError()) {
            return flags(ERRORS);
        }
        return List.of();
    }

    /** Words that fit behind an operator, and are not refused there. */
    public List<Meaning.Flag> wordsBehind(String operator, boolean first) {
        boolean whole = meaning instanceof Meaning.Enumerators;
        boolean error = meaning instanceof Meaning.ErrorOrValue || isPlain() && isSigned();
        return switch (operator) {
            case "==", "!=" -> isPlain() && !error ? List.of() : words();
            case "&" ->
                    isPlain()
                            ? List.of()
                            : words().stream()
                                    .filter(word -> first || !FilterWords.sharesBits(word))
                                    .toList();
            case "<", "<=", ">", ">=" -> whole ? words() : List.of();
            default -> List.of();
        };
    }

    /** Whether it has no words of its own: any number may be a constant of some enum. */
    boolean isPlain() {
        return isNumber()
                && (meaning instanceof Meaning.None || meaning instanceof Meaning.ErrorOrValue);
    }

    /** Whether those are a part of what its values are called; errors are among other numbers. */
    boolean mayBeError() {
        return isPlain() && bits() >= SHORTEST_ERROR;
    }

    private static List<Meaning.Flag> flags(List<Meaning.Constant> constants) {
        List<Meaning.Flag> words = new ArrayList<>();
        constants.forEach(each -> words.add(new Meaning.Flag(each.name(), each.value(), WHOLE)));
        return words;
    }
}
