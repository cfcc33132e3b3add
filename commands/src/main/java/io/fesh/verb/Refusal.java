// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventStatus;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.List;
import java.util.Optional;

/**
 * A kernel's refusal of an event's line, made better by what only this side knows: the names of the
 * kernel. The kernel says that something is wrong and at which column; here the whole word is
 * marked, the reason is named, and the line is offered as it may have been meant.
 */
final class Refusal {
    private static final String TYPES =
            "types: char short int long [s]size_t s8-s64 u8-u64 x8-x64 symbol string ustring";

    private static final int SHORTEST_PART = 3;

    private final Session session;
    private final Command.Call call;
    private final String given;
    private final EventLine line;

    /**
     * @param given the line that the kernel got, which may be another than the typed one
     */
    Refusal(Session session, Command.Call call, String given) {
        this.session = session;
        this.call = call;
        this.given = given;
        this.line = new EventLine(call.line(), call.offset());
    }

    /**
     * @param error with its span in the typed line
     */
    LineError explain(LineError error) throws TargetException, InterruptedException {
        LineError marked = mark(error);
        if (!marked.hint().isEmpty()) {
            return marked;
        }
        Optional<Span> function = line.function();
        if (function.isPresent() && function.get().equals(marked.span())) {
            return aboutFunction(marked);
        }
        if (marked.span().end() <= function.map(Span::start).orElse(0)) {
            return aboutName(marked);
        }
        return marked.withHint(hint(marked.span()));
    }

    /** Whether it is about a name before the parenthesis, not about a field. */
    boolean isAboutTheHead(LineError error) {
        return error.span().start() < line.function().map(Span::end).orElse(0);
    }

    /** The kernel gives a column; the eye wants the word. */
    LineError mark(LineError error) {
        Span span = line.wordAt(error.span().start()).orElse(error.span());
        return new LineError(error.line(), span, error.getMessage(), error.hint());
    }

    /** Nothing is wrong with the function: if an event has the name, that is the reason. */
    private LineError aboutName(LineError error) throws TargetException, InterruptedException {
        Optional<EventStatus> event = EventNames.find(session.target(), line.name());
        if (event.isEmpty()) {
            return error;
        }
        String name = event.get().schema().name();
        boolean same = EventLine.same(event.get().schema().line(), given);
        return new LineError(
                error.line(),
                error.span(),
                "there is an event " + name + " already",
                same ? "try: enable " + name : "try: delete " + name);
    }

    private LineError aboutFunction(LineError error) throws TargetException, InterruptedException {
        String name = text(error.span());
        KernelSymbols symbols;
        try {
            symbols = session.symbols();
        } catch (TargetException e) {
            return aboutName(error); // of the function the kernel's own words have to do
        }
        Standing standing = symbols.standing(name);
        if (standing == Standing.TRACEABLE) {
            return aboutName(error);
        }
        String reason =
                switch (standing) {
                    case UNKNOWN ->
                            Phrases.name(name)
                                    + " is not in this kernel (inlined, or in a module that is not"
                                    + " loaded?)";
                    case NOT_A_FUNCTION -> Phrases.name(name) + " is no function";
                    default -> error.getMessage(); // the kernel knows why
                };
        return new LineError(
                error.line(), error.span(), reason, otherFunction(symbols, error.span(), name));
    }

    /** The line with the nearest name, or a way to look for one. */
    private String otherFunction(KernelSymbols symbols, Span span, String name) {
        List<String> near = symbols.near(name, 1);
        if (!near.isEmpty()) {
            return "try: " + with(span, near.get(0));
        }
        String part = longestKnownPart(symbols, name);
        return part.isEmpty() ? "" : "try: functions " + part;
    }

    /**
     * The longest beginning of {@code name} that some traceable function has in its name; empty if
     * it would say nothing.
     */
    private static String longestKnownPart(KernelSymbols symbols, String name) {
        int known = 0;
        int unknown = name.length() + 1;
        while (unknown - known > 1) {
            int middle = (known + unknown) / 2;
            if (isInName(symbols, name.substring(0, middle))) {
                known = middle;
            } else {
                unknown = middle;
            }
        }
        return known < SHORTEST_PART ? "" : name.substring(0, known);
    }

    /** Whether a function's name has {@code part} in it as it stands; those match best. */
    private static boolean isInName(KernelSymbols symbols, String part) {
        return symbols.match(part, 1).names().stream().anyMatch(name -> name.contains(part));
    }

    /** Of bits the refusal itself says how they are written. */
    private static boolean isKnownType(String word) {
        return EventLine.TYPES.contains(word) || word.matches("s?b\\d+");
    }

    private String hint(Span span) {
        if (line.isType(span) && !isKnownType(text(span))) {
            List<String> near = Suggestions.near(text(span), EventLine.TYPES, 1);
            return near.isEmpty() ? TYPES : "try: " + with(span, near.get(0));
        }
        String typed = call.line().strip();
        if (span.start() < call.line().length() || typed.length() > Phrases.LONGEST_HINT) {
            return "";
        }
        if (!line.hasFields()) {
            return "try: " + typed + "()";
        }
        return line.endsInField() ? "try: " + typed + ")" : "";
    }

    private String text(Span span) {
        return call.line().substring(span.start(), span.end());
    }

    /** The typed line with another word in a place; only its head where it is long. */
    private String with(Span span, String word) {
        String begin = call.line().substring(0, span.start()).stripLeading();
        String rest = call.line().substring(span.end());
        boolean isShort = begin.length() + rest.length() <= Phrases.LONGEST_HINT;
        return begin + word + (isShort ? rest : "...");
    }
}
