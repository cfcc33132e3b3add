// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;

import java.util.List;

/** Java at the prompt. What is defined stays for the session. */
public interface Snippets {

    /** Whether somebody has given {@code name} to a variable, or it is one from the start. */
    boolean isVariable(String name);

    /** Whether {@code source} goes on in a further line. */
    boolean isUnfinished(String source) throws InterruptedException;

    /**
     * Runs all of {@code source} and shows what comes of it. An interrupt ends it.
     *
     * @throws LineError it is not Java; the span is in one of its lines
     * @throws CommandFailed it threw
     */
    void run(String source) throws LineError, CommandFailed, InterruptedException;

    /** What is defined now: imports, types, methods and variables, in the order of definition. */
    List<String> sources() throws InterruptedException;
}
