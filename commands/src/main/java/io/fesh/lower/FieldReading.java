// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.expr.Expr;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.ValueType;
import io.fesh.lower.FieldWalk.Found;
import io.fesh.parse.EventSpec;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.List;
import java.util.Optional;

/** How what an expression leads to is read: as the line says, else as the kernel's types do. */
record FieldReading(String line, Prototype prototype) {

    /**
     * @param words the names in the expression
     * @throws LineError what is found is no value that a field can hold
     */
    Reading of(EventSpec.FromExpression from, Expr expr, Found found, List<String> words)
            throws LineError {
        ValueType there = ValueType.of(found.type());
        String path = line.substring(from.expression().start(), from.expression().end());
        if (found.bits() > 0) {
            return bits(from, path, found, there, words);
        }
        Optional<Parameter> parameter =
                expr instanceof Expr.Name name && found.way().register() != Way.NONE
                        ? prototype.parameter(name.name())
                        : Optional.empty();
        String last = words.isEmpty() ? "" : lastMember(words);
        Optional<Reading> fitting =
                parameter.isPresent()
                        ? Reading.ofParameter(prototype, parameter.get())
                        : Reading.ofMember(there, last);
        if (from.type().isPresent()) {
            return Reading.chosen(from.type().get().text(), there, fitting);
        }
        if (fitting.isEmpty()) {
            throw notOneValue(from, path, there);
        }
        if (found.way().isConstant() && !fitting.get().isBehindValue()) {
            throw error(from, path + " is the same at every hit: it is no field", "");
        }
        return fitting.get();
    }

    private Reading bits(
            EventSpec.FromExpression from,
            String path,
            Found found,
            ValueType there,
            List<String> words)
            throws LineError {
        int needed = found.shift() + found.bits();
        if (from.type().isPresent() || needed > Long.SIZE) {
            String why = from.type().isPresent() ? ": its type cannot be another" : ", too long";
            throw error(from, path + " is a bit field of " + bits(found) + why, "");
        }
        int container = Math.max(Byte.SIZE, Integer.highestOneBit(2 * needed - 1));
        String sign = there.signed() ? "s" : "";
        String word = sign + "b" + found.bits() + "@" + found.shift() + "/" + container;
        FieldType type = new FieldType(word, false);
        Meaning meaning =
                Reading.ofMember(there, lastMember(words))
                        .map(Reading::meaning)
                        .orElse(Meaning.NONE);
        return new Reading(type, meaning, meaning);
    }

    private static String bits(Found found) {
        return found.bits() == 1 ? "1 bit" : found.bits() + " bits";
    }

    private LineError notOneValue(EventSpec.FromExpression from, String path, ValueType type) {
        boolean array = type.kind() == ValueType.Kind.ARRAY;
        String message =
                switch (type.kind()) {
                    case COMPOSITE -> " is a '" + type.text() + "': name a member of it";
                    case ARRAY -> " is '" + type.text() + "', too long for a field or of no length";
                    case FLOATING -> " is a floating number, which the kernel line cannot read";
                    default -> " is '" + type.text() + "', which the kernel line cannot read";
                };
        return error(
                from, path + message, array ? "try: " + with(from.expression(), path + "[0]") : "");
    }

    private LineError error(EventSpec.FromExpression from, String message, String hint) {
        return new LineError(line, from.span(), message, hint);
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
    }

    private static String lastMember(List<String> words) {
        return words.stream()
                .filter(word -> !Character.isDigit(word.charAt(0)))
                .reduce("", (before, word) -> word);
    }
}
