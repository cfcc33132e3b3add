// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.KernelSymbols;
import io.fesh.verb.Output;

/** An output as the shell needs it: one that can say when all of it has been written. */
interface ShellOutput extends Output, AutoCloseable {

    /** From now on addresses have these names. */
    void symbols(KernelSymbols symbols);

    /**
     * What is being waited for, in place of what was said before; empty when the wait is over. It
     * leaves no trace.
     */
    void waiting(String what);

    /** Returns when everything given so far has been written. */
    void settle() throws InterruptedException;

    /** Writes what is left. */
    @Override
    void close();
}
