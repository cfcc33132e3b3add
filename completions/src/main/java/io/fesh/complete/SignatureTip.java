// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Part;
import io.fesh.complete.EventOutline.Role;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.verb.ArgKind;
import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;

import java.util.List;
import java.util.Optional;

/**
 * The one line that helps with what is being typed: within the arguments of an event its function's
 * prototype, in which {@link Style#CURRENT} is the parameter at the cursor; elsewhere the usage of
 * the verb. Waits for nothing.
 */
public final class SignatureTip {
    private static final CommandTable TABLE = CommandTable.standard();

    private SignatureTip() {}

    /** Empty where there is nothing to say, as before a verb is known. */
    public static Optional<StyledText> at(String line, int cursor, KernelView kernel) {
        int start = line.lastIndexOf('\n', cursor - 1) + 1;
        int end = line.indexOf('\n', cursor);
        String current = line.substring(start, end < 0 ? line.length() : end);
        VerbWord verb = VerbWord.of(TABLE, current);
        if (verb.command().isEmpty() || cursor - start <= verb.end()) {
            return Optional.empty();
        }
        Command command = verb.command().get();
        boolean takesLine = command.arguments().contains(ArgKind.EVENT_LINE);
        Optional<StyledText> signature =
                takesLine
                        ? signature(current, verb.end(), cursor - start, kernel)
                        : Optional.empty();
        return signature.or(() -> Optional.of(StyledText.of(Style.DIM, command.usage())));
    }

    private static Optional<StyledText> signature(
            String line, int from, int cursor, KernelView kernel) {
        EventOutline whole = EventOutline.of(line, from);
        if (whole.function().isEmpty() || cursor < whole.function().get().end()) {
            return Optional.empty();
        }
        Part name = whole.function().get();
        return prototype(kernel, line.substring(name.start(), name.end()))
                .map(known -> marked(known, parameter(known, whole, line, cursor)));
    }

    private static Optional<Prototype> prototype(KernelView kernel, String function) {
        Optional<KernelTypes> types = kernel.knownTypes();
        try {
            return types.isEmpty() ? Optional.empty() : types.get().knownPrototype(function);
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    /** Which parameter the argument at the cursor names, or else stands at the place of. */
    private static int parameter(Prototype known, EventOutline whole, String line, int cursor) {
        if (whole.open() < 0 || cursor <= whole.open()) {
            return -1;
        }
        int index = 0;
        int depth = 0;
        int start = whole.open() + 1;
        for (int at = start; at < cursor; at++) {
            char c = line.charAt(at);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth < 0) {
                return -1;
            }
            if (depth == 0 && c == ',') {
                index++;
            }
            if (depth == 0 && (c == ',' || c == '|')) {
                start = at + 1;
            }
        }
        int from = start;
        Optional<String> named =
                whole.parts().stream()
                        .filter(part -> part.role() == Role.PARAMETER && part.start() >= from)
                        .findFirst()
                        .filter(part -> line.substring(from, part.start()).isBlank())
                        .map(part -> line.substring(part.start(), part.end()));
        int byName = named.map(known.names()::indexOf).orElse(-1);
        return byName >= 0 ? byName : index;
    }

    private static StyledText marked(Prototype known, int current) {
        StyledText.Builder tip = StyledText.builder();
        List<Parameter> parameters = known.parameters();
        String all = known.declaration();
        int at = 0;
        for (int i = 0; i < parameters.size(); i++) {
            String declaration = parameters.get(i).declaration();
            int found = all.indexOf(declaration, i == 0 ? all.indexOf('(') + 1 : at);
            if (found < 0) {
                break;
            }
            if (i == current) {
                tip.add(Style.DIM, Quoting.visible(all.substring(0, found)));
                tip.add(Style.CURRENT, Quoting.visible(declaration));
                tip.add(Style.DIM, Quoting.visible(all.substring(found + declaration.length())));
                return tip.build();
            }
            at = found + declaration.length();
        }
        return StyledText.of(Style.DIM, Quoting.visible(all));
    }
}
