// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

/** What fits at a position of a verb; completions maps each kind to candidates. */
public enum ArgKind {
    /** The line of an event: a function, then its fields in parentheses. */
    EVENT_LINE,
    /** An event, or the line of one, and what of its hits is to be shown. */
    VIEW_LINE,
    /** {@code if} and a filter, behind the name of an event of the session. */
    FILTER,
    /** The name of an event of the session. */
    EVENT,
    /** The name of an event of the session, or {@code *}. */
    EVENT_OR_ALL,
    /** A part of a function's name; or how it uses a type, and the type. */
    FUNCTION_PATTERN,
    /** A type as C spells it: {@code struct file}. */
    TYPE,
    /** A type, a function or a variable. */
    NAME,
    /** A C expression over the kernel, with what {@code print} takes before it. */
    EXPRESSION,
    VERB,
    /** One of the verb's own words, and nothing else. */
    WORD,
    TARGET,
    FILE,
    /** {@code --btf}, before a file of types. */
    BTF_OPTION,
    /** What a recording begins with, or may replace. */
    RECORD_OPTION,
    NUMBER,
    /** The number of a hit: {@code #17}. */
    HIT,
    /** A setting, then its value. */
    SETTING,
    /** A command of the target's shell. */
    COMMAND,
    /** Java. */
    JAVA;

    /** Whether it has blanks of its own and goes on to the end of the line. */
    public boolean isWholeRest() {
        return switch (this) {
            case EVENT_LINE,
                    VIEW_LINE,
                    FILTER,
                    FUNCTION_PATTERN,
                    TYPE,
                    NAME,
                    COMMAND,
                    SETTING,
                    EXPRESSION,
                    JAVA ->
                    true;
            default -> false;
        };
    }
}
