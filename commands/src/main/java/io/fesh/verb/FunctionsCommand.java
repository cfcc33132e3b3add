// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code functions RE}, {@code functions taking TYPE}, {@code functions returning TYPE}: which
 * functions the kernel has, those first that can be traced.
 */
final class FunctionsCommand extends Verb {
    private static final int MOST = 200;
    private static final Map<String, KernelTypes.Use> USES =
            Map.of("taking", KernelTypes.Use.TAKING, "returning", KernelTypes.Use.RETURNING);

    FunctionsCommand() {
        super(
                Manual.of("functions RE|taking TYPE", "functions by name, or by a type they take")
                        .takes(ArgKind.FUNCTION_PATTERN)
                        .option("taking", "functions with a parameter of a type")
                        .option("returning", "functions with a value of a type")
                        .details(
                                "RE is a part of the name, or a regular expression: functions ^vfs_(read|write)$",
                                "taking TYPE: one of the parameters is of that type; returning TYPE: the value is")
                        .examples(
                                "functions vfs_",
                                "functions ^vfs_(read|write)$",
                                "functions taking struct sk_buff *",
                                "functions returning ssize_t"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        if (call.rest().isEmpty()) {
            throw call.missing("a part of a function's name", examples().get(0));
        }
        int start = call.offset();
        int end = start;
        while (end < call.line().length() && !Character.isWhitespace(call.line().charAt(end))) {
            end++;
        }
        KernelTypes.Use use = USES.get(call.line().substring(start, end));
        if (use != null && end < call.line().stripTrailing().length()) {
            show(session, using(session, call, use, end));
            return;
        }
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        show(session, named(session, call, words.get(0).span()));
    }

    private static KernelSymbols.Matches named(Session session, Call call, Span span)
            throws LineError, TargetException, InterruptedException {
        KernelSymbols symbols = session.symbols();
        KernelSymbols.Matches found = symbols.search(NameExpression.of(call.line(), span), MOST);
        if (found.names().isEmpty()) {
            throw nothing(symbols, call, span);
        }
        return found;
    }

    private static LineError nothing(KernelSymbols symbols, Call call, Span span) {
        String text = call.line().substring(span.start(), span.end());
        boolean part = NameExpression.isPart(text);
        List<String> near = part ? symbols.near(text, 1) : List.of();
        return new LineError(
                call.line(),
                span,
                part
                        ? "no function has " + Phrases.name(text) + " in its name"
                        : "no function has a name that fits " + Phrases.name(text),
                near.isEmpty() ? "" : "try: functions " + near.get(0));
    }

    private static KernelSymbols.Matches using(
            Session session, Call call, KernelTypes.Use use, int from)
            throws LineError, TargetException, InterruptedException {
        Span span = TypeNames.spelling(call, from, "functions taking struct sk_buff *");
        String spelling = call.line().substring(span.start(), span.end());
        KernelTypes types = session.types();
        Optional<List<String>> using = types.functions(use, spelling);
        if (using.isEmpty()) {
            List<String> near = types.near(spelling.replaceAll("[\\s*]+$", ""), 1);
            String before = call.line().substring(0, span.start()).stripLeading();
            throw new LineError(
                    call.line(),
                    span,
                    Phrases.name(spelling) + " is no type of this kernel",
                    near.isEmpty() ? "" : "try: " + before + near.get(0) + stars(spelling));
        }
        KernelSymbols symbols = session.symbols();
        List<String> names = new ArrayList<>(using.get());
        names.removeIf(name -> symbols.standing(name) == Standing.UNKNOWN);
        names.sort(Comparator.comparing(symbols::standing).thenComparing(name -> name));
        if (names.isEmpty()) {
            String what = use == KernelTypes.Use.TAKING ? "takes " : "returns ";
            throw new LineError(
                    call.line(), span, "no function " + what + Phrases.name(spelling), "");
        }
        return new KernelSymbols.Matches(
                names.subList(0, Math.min(MOST, names.size())), names.size());
    }

    private static String stars(String spelling) {
        String stars = spelling.substring(spelling.replaceAll("[\\s*]+$", "").length());
        return stars.isBlank() ? "" : " " + stars.strip();
    }

    private static void show(Session session, KernelSymbols.Matches found)
            throws TargetException, InterruptedException {
        KernelSymbols symbols = session.symbols();
        Optional<KernelTypes> types = types(session);
        List<StyledText> text = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        for (String name : found.names()) {
            Optional<String> prototype =
                    types.isEmpty()
                            ? Optional.empty()
                            : types.get().prototype(name).map(Prototype::declaration);
            text.add(line(symbols, name, prototype.orElse(name)));
            objects.add(object(symbols, name, prototype));
        }
        int more = found.total() - found.names().size();
        if (more > 0) {
            text.add(StyledText.of(Style.DIM, "... " + Numbers.grouped(more) + " more"));
            objects.add("{\"more\":" + more + "}");
        }
        session.out().data(text, objects);
    }

    private static StyledText line(KernelSymbols symbols, String name, String shown) {
        StyledText.Builder line = StyledText.builder();
        line.add(Style.FUNCTION, Quoting.visible(shown));
        List<String> marks = FunctionMarks.of(symbols, name);
        if (!marks.isEmpty()) {
            line.add(Style.DIM, "  " + Quoting.visible(String.join(", ", marks)));
        }
        return line.build();
    }

    private static String object(KernelSymbols symbols, String name, Optional<String> prototype) {
        return "{\"function\":"
                + Json.string(name)
                + prototype.map(p -> ",\"prototype\":" + Json.string(p)).orElse("")
                + ",\"traceable\":"
                + (symbols.standing(name) == Standing.TRACEABLE)
                + ",\"copies\":"
                + symbols.copies(name)
                + "}";
    }

    /** A kernel without types still has names. */
    private static Optional<KernelTypes> types(Session session) throws InterruptedException {
        try {
            return Optional.of(session.types());
        } catch (TargetException e) {
            return Optional.empty();
        }
    }
}
