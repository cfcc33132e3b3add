// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code functions PART}: which functions of the kernel can be traced. */
final class FunctionsCommand implements Command {
    private static final int MOST = 200;

    @Override
    public String name() {
        return "functions";
    }

    @Override
    public String usage() {
        return "functions PART";
    }

    @Override
    public String summary() {
        return "functions that can be traced, by a part of the name";
    }

    @Override
    public List<String> examples() {
        return List.of("functions vfs_", "functions openat");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.FUNCTION_PATTERN);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("a part of a function's name", examples().get(0));
        }
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        Word part = words.get(0);
        KernelSymbols symbols = session.symbols();
        KernelSymbols.Matches found = symbols.match(part.text(), MOST);
        if (found.names().isEmpty()) {
            throw nothing(symbols, call, part);
        }
        List<StyledText> text = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        Optional<KernelTypes> types = types(session);
        for (String name : found.names()) {
            Optional<String> prototype =
                    types.isEmpty()
                            ? Optional.empty()
                            : types.get().prototype(name).map(Prototype::declaration);
            text.add(StyledText.of(Style.FUNCTION, Quoting.visible(prototype.orElse(name))));
            objects.add(
                    "{\"function\":"
                            + Json.string(name)
                            + prototype.map(p -> ",\"prototype\":" + Json.string(p)).orElse("")
                            + "}");
        }
        int more = found.total() - found.names().size();
        if (more > 0) {
            text.add(StyledText.of(Style.DIM, "... " + Numbers.grouped(more) + " more"));
            objects.add("{\"more\":" + more + "}");
        }
        session.out().data(text, objects);
    }

    /** A kernel without types still has names. */
    private static Optional<KernelTypes> types(Session session) throws InterruptedException {
        try {
            return Optional.of(session.types());
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    private static LineError nothing(KernelSymbols symbols, Call call, Word part) {
        List<String> near = symbols.near(part.text(), 1);
        return new LineError(
                call.line(),
                part.span(),
                "no function that can be traced has " + Phrases.name(part.text()) + " in its name",
                near.isEmpty() ? "" : "try: functions " + near.get(0));
    }
}
