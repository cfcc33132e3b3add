// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

/** What fits at a position of a verb; completions maps each kind to candidates. */
public enum ArgKind {
    /** The line of an event: a function, then its fields in parentheses. */
    EVENT_LINE,
    /** The name of an event of the session. */
    EVENT,
    /** The name of an event of the session, or {@code *}. */
    EVENT_OR_ALL,
    /** A part of a function's name. */
    FUNCTION_PATTERN,
    /** A type as C spells it: {@code struct file}. */
    TYPE,
    /** A type, a function or a variable. */
    NAME,
    /** A C expression over the kernel, with what {@code print} takes before it. */
    EXPRESSION,
    VERB,
    TARGET,
    FILE,
    NUMBER,
    /** A command of the target's shell. */
    COMMAND,
    /** Java. */
    JAVA;

    /** Whether it has blanks of its own and goes on to the end of the line. */
    public boolean isWholeRest() {
        return this == EVENT_LINE
                || this == TYPE
                || this == NAME
                || this == JAVA
                || this == EXPRESSION;
    }
}
