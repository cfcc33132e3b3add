// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param target empty if it is left to fesh
 * @param commands of {@code -e}, in order
 */
record Options(
        Optional<String> target,
        List<String> commands,
        Optional<Path> script,
        boolean json,
        Colors colors) {

    /** When to write colours. */
    enum Colors {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** What holds when nothing is said. */
    static final Options NONE =
            new Options(Optional.empty(), List.of(), Optional.empty(), false, Colors.AUTO);

    Options {
        commands = List.copyOf(commands);
    }

    /** Commands were given, so nobody is asked for one. */
    boolean isBatch() {
        return !commands.isEmpty() || script.isPresent();
    }
}
