// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Where lines come from: a person, a file, a pipe, the command line. One loop reads them all. */
interface Input {

    /**
     * What is to be run next, one line or several; empty at the end.
     *
     * @throws InterruptedException the line that was begun is given up
     */
    Optional<String> next() throws IOException, InterruptedException;

    /** Whether the run ends with the first command that fails. */
    boolean stopsAtFailure();

    /** What was given last has failed, and what is wrong has been said. */
    default void failed() {}

    /** Commands that are known from the start. */
    static Input of(List<String> commands) {
        Iterator<String> left = commands.iterator();
        return new Input() {
            @Override
            public Optional<String> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public boolean stopsAtFailure() {
                return true;
            }
        };
    }
}
