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
    ERROR,
    CARET,
    HINT,
    HEADING
}
