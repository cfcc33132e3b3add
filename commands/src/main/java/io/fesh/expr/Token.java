// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.parse.Span;

/**
 * A piece of an expression.
 *
 * @param text as typed
 */
record Token(Kind kind, String text, Span span) {

    enum Kind {
        NUMBER,
        CHARACTER,
        STRING,
        NAME,
        /** {@code #17}. */
        EVENT,
        /** {@code $}, or {@code $name}. */
        DOLLAR,
        OPERATOR,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }
}
