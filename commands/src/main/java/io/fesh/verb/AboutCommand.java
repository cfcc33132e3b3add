// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.KernelTypes.Sort;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code ? NAME}: all that a name is, here and in the kernel; alone it is {@code help}. */
final class AboutCommand extends Verb {
    private final Supplier<CommandTable> table;

    /**
     * @param table the table that this command is in, so it is there only later
     */
    AboutCommand(Supplier<CommandTable> table) {
        super(
                Manual.of("? NAME", "what a name is: verb, function, type or variable")
                        .takes(ArgKind.NAME)
                        .examples("? vfs_read", "? struct file", "? trace"));
        this.table = table;
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        String name = call.rest();
        if (name.isEmpty() || table.get().isName(name)) {
            table.get().find("help").orElseThrow().run(session, call);
            return;
        }
        Span span = TypeNames.spelling(call, call.offset(), examples().get(0));
        List<StyledText> text = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        KernelSymbols symbols = session.symbols();
        Optional<StyledText> standing = standing(symbols, name);
        List<Named> found = named(session, call, span, standing.isPresent());
        for (Named what : found) {
            text.add(TypeNames.line(what));
            objects.add(TypeNames.object(what));
        }
        if (found.stream().noneMatch(what -> what.sort() == Sort.FUNCTION)
                && standing.isPresent()) {
            text.add(StyledText.of(Style.FUNCTION, name));
        }
        standing.ifPresent(text::add);
        session.out().data(text, objects);
    }

    /** Of a function there is something to say without types, too. */
    private static List<Named> named(Session session, Call call, Span span, boolean isFunction)
            throws LineError, TargetException, InterruptedException {
        try {
            KernelTypes types = session.types();
            return isFunction
                    ? types.find(call.rest())
                    : TypeNames.get(session, types, call.line(), span);
        } catch (TargetException e) {
            if (isFunction) {
                return List.of();
            }
            throw e;
        }
    }

    /** What ftrace says of a function; empty for what is none. */
    private static Optional<StyledText> standing(KernelSymbols symbols, String name) {
        return switch (symbols.standing(name)) {
            case TRACEABLE -> {
                int copies = symbols.copies(name);
                yield Optional.of(
                        StyledText.of(
                                Style.DIM,
                                copies > 1
                                        ? "  can be traced: " + copies + " functions of this name"
                                        : "  can be traced"));
            }
            case NOT_TRACEABLE ->
                    Optional.of(StyledText.of(Style.DIM, "  cannot be traced: notrace or noinstr"));
            case NOT_A_FUNCTION, UNKNOWN -> Optional.empty();
        };
    }
}
