// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.List;
import java.util.Optional;

/**
 * An event's line whose arguments are named after the function's parameters. All spans are in the
 * typed line.
 *
 * @param head where the names before the parenthesis stand: {@code mine: vfs_read}
 * @param module the one that the function has to be of; empty if any will do
 * @param all every parameter is wanted: {@code FUNC} or {@code FUNC(*)}
 * @param returns the name given to the value that is returned, if its type is left to the prototype
 * @param tail what follows the arguments and {@code returns}, word for word
 */
public record EventSpec(
        Span head,
        String module,
        String function,
        Span functionSpan,
        boolean all,
        List<Argument> arguments,
        Optional<Word> returns,
        Span tail) {

    public EventSpec {
        arguments = List.copyOf(arguments);
    }

    /** {@code ext4:ext4_sync_file}, or the function alone. */
    public String qualified() {
        return module.isEmpty() ? function : module + ":" + function;
    }

    /** One field of the event. */
    public sealed interface Argument {
        Span span();
    }

    /**
     * A parameter, or whatever else an expression of C leads to.
     *
     * @param type as given in front of or behind it, else it is the one that the kernel's types say
     * @param name as given, else it is made from the expression
     */
    public record FromExpression(
            Span span, Optional<Word> type, Optional<Word> name, Span expression)
            implements Argument {}

    /** Memory at a fixed address, in the words of the kernel line: {@code int n=$total_forks}. */
    public record FromAddress(Span span, String text) implements Argument {}
}
