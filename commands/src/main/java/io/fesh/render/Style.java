// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

/** What a piece of text is; the shell gives it a colour. */
public enum Style {
    PLAIN,
    /** Time, CPU, pid, numbering. */
    DIM,
    COMM,
    FUNCTION,
    FIELD,
    NUMBER,
    STRING,
    SYMBOL,
    /** A value that could not be read. */
    FAULT,
    /** A gap in the stream. */
    LOSS,
    /** A large part of a whole. */
    WARM,
    /** Most of a whole. */
    HOT,
    ERROR,
    CARET,
    HINT,
    HEADING,
    /** In a line that is being typed: a verb. */
    VERB,
    /** What verbs begin with, and is none yet. */
    VERB_BEGUN,
    KEYWORD,
    TYPE,
    OPERATOR,
    COMMENT,
    /** A name that is not known here. */
    UNKNOWN,
    /** Of several things the one at the cursor. */
    CURRENT
}
