// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.KernelSymbols;
import io.fesh.render.EventClock;
import io.fesh.render.TextRenderer;
import io.fesh.verb.Output;

import java.util.function.Supplier;

/** An output as the shell needs it: one that can say when all of it has been written. */
interface ShellOutput extends Output, AutoCloseable {

    /** From now on addresses have these names. */
    void symbols(KernelSymbols symbols);

    /** From now on the time of events is told so; each renderer has a clock of its own. */
    default void clock(Supplier<EventClock> clocks) {}

    /** From now on events are written so. */
    default void form(TextRenderer.Form form) {}

    /**
     * What is being waited for, in place of what was said before; empty when the wait is over. It
     * leaves no trace.
     */
    void waiting(String what);

    /** The lines of this thread up to {@link #settle} are one result, to be read at leisure. */
    default void collect() {}

    /** Returns when everything given so far has been written. */
    void settle() throws InterruptedException;

    /** Writes what is left. */
    @Override
    void close();
}
