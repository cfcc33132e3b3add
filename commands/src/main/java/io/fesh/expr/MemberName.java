// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.parse.Span;

import java.util.List;

/** A member of a type, or one inside of it: {@code f_path.dentry}. */
public record MemberName(Span span, List<Part> parts) implements Argument {
    public MemberName {
        parts = List.copyOf(parts);
    }

    public record Part(Span span, String name) {}
}
