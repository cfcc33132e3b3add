// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.parse.Span;

/** What stands between the parentheses of a {@link Builtin}. */
public sealed interface Argument permits Expr, TypeName, MemberName {
    Span span();
}
