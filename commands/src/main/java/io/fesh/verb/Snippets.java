// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;

import java.util.List;
import java.util.Optional;

/** Java at the prompt. What is defined stays for the session. */
public interface Snippets {

    /** What a name can stand for. */
    enum Kind {
        VARIABLE,
        METHOD,
        TYPE
    }

    /** What somebody has given {@code name} to, or what has it from the start. For any thread. */
    Optional<Kind> kind(String name);

    default boolean isVariable(String name) {
        return kind(name).filter(Kind.VARIABLE::equals).isPresent();
    }

    /** Whether {@code source} goes on in a further line. */
    boolean isUnfinished(String source) throws InterruptedException;

    /**
     * Runs all of {@code source} and shows what comes of it. An interrupt ends it.
     *
     * @throws LineError it is not Java; the span is in one of its lines
     * @throws CommandFailed it threw
     */
    void run(String source) throws LineError, CommandFailed, InterruptedException;

    /**
     * What is defined now, so that running it makes the same again: imports, then types and methods
     * in the order of definition, then variables.
     */
    List<String> sources() throws InterruptedException;
}
