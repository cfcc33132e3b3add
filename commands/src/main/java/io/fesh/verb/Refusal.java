// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

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
    private final Session session;
    private final Command.Call call;

    Refusal(Session session, Command.Call call) {
        this.session = session;
        this.call = call;
    }

    /**
     * @param error with its span in the typed line
     */
    LineError explain(LineError error) throws InterruptedException {
        EventLine line = new EventLine(call.line(), call.offset());
        LineError marked = mark(line, error);
        if (!marked.hint().isEmpty()) {
            return marked;
        }
        Optional<Span> function = line.function();
        if (function.isPresent() && function.get().equals(marked.span())) {
            return aboutFunction(marked);
        }
        if (line.isType(marked.span())) {
            return marked.withHint(aboutType(marked.span()));
        }
        if (function.isPresent() && !line.hasFields()) {
            return marked.withHint("try: " + call.line().strip() + "()");
        }
        return marked;
    }

    /** The kernel gives a column; the eye wants the word. */
    private static LineError mark(EventLine line, LineError error) {
        Span span = line.wordAt(error.span().start()).orElse(error.span());
        return new LineError(error.line(), span, error.getMessage(), error.hint());
    }

    private LineError aboutFunction(LineError error) throws InterruptedException {
        String name = text(error.span());
        KernelSymbols symbols;
        try {
            symbols = session.symbols();
        } catch (TargetException e) {
            return error; // the kernel's own words have to do
        }
        Standing standing = SystemCalls.standing(symbols, name);
        String reason =
                switch (standing) {
                    case TRACEABLE -> error.getMessage();
                    case NOT_TRACEABLE ->
                            Phrases.name(name)
                                    + " cannot be traced: it is marked notrace or noinstr";
                    case NOT_A_FUNCTION -> Phrases.name(name) + " is data, not a function";
                    case UNKNOWN ->
                            Phrases.name(name)
                                    + " is not in this kernel: no such function, or inlined"
                                    + " everywhere, or in a module that is not loaded";
                };
        String hint = "";
        if (standing != Standing.TRACEABLE) {
            List<String> near = SystemCalls.near(symbols, name, 1);
            hint = near.isEmpty() ? "" : "try: " + with(error.span(), near.get(0));
        }
        return new LineError(error.line(), error.span(), reason, hint);
    }

    private String aboutType(Span span) {
        List<String> near = Suggestions.near(text(span), EventLine.TYPES, 1);
        return near.isEmpty()
                ? "types are " + String.join(" ", EventLine.TYPES) + ", and arrays such as x8[6]"
                : "try: " + with(span, near.get(0));
    }

    private String text(Span span) {
        return call.line().substring(span.start(), span.end());
    }

    /** The typed line with another word in a place; its end is left out where it is long. */
    private String with(Span span, String word) {
        String line = call.line();
        String rest = line.substring(span.end());
        String begin = line.substring(0, span.start()).stripLeading();
        if (begin.length() + rest.length() > Phrases.LONGEST_HINT) {
            return text(new Span(0, call.offset())).strip() + " " + word + "(...)";
        }
        return begin + word + rest;
    }
}
