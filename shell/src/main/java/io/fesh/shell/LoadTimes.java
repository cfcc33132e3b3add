// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;
import io.fesh.types.TargetFiles;

/** How long the names of a target took from their bytes on; 0 for what has not been read. */
final class LoadTimes {
    /** A function of every kernel. */
    private static final String FIRST_QUESTION = "do_exit";

    private volatile long symbols;
    private volatile long firstAnswer;
    private volatile long types;

    void symbols(long nanos) {
        symbols = nanos;
    }

    /** Reads and indexes the types; how long the target took to give the bytes does not count. */
    BtfTypes types(TargetFiles target, SymbolIndex names) throws TargetException {
        long[] waited = {0};
        TargetFiles timed =
                path -> {
                    long asked = System.nanoTime();
                    try {
                        return target.file(path);
                    } finally {
                        waited[0] += System.nanoTime() - asked;
                    }
                };
        long start = System.nanoTime();
        BtfTypes read = BtfTypes.read(timed, names);
        read.knownPrototype(FIRST_QUESTION);
        firstAnswer = System.nanoTime() - start - waited[0];
        read.index();
        types = System.nanoTime() - start - waited[0];
        return read;
    }

    long symbols() {
        return symbols;
    }

    long firstAnswer() {
        return firstAnswer;
    }

    long types() {
        return types;
    }
}
