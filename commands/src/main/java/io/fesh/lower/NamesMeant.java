// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.expr.Expr;
import io.fesh.expr.NearMembers;
import io.fesh.expr.TypeName;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.List;
import java.util.Optional;

/** Names in an event's expression that this kernel has not, and those that may have been meant. */
record NamesMeant(String line, KernelTypes types, Prototype prototype) {
    private static final int NEAR = 3;

    LineError noParameter(Expr.Name name) {
        List<String> near = Suggestions.near(name.name(), prototype.names(), NEAR);
        return new LineError(
                line,
                name.span(),
                prototype.function() + " has no parameter " + name.name(),
                near.isEmpty()
                        ? "it is " + prototype.declaration()
                        : "try: " + with(name.span(), near.get(0)),
                near);
    }

    LineError noMember(CType type, String name, Span span) {
        List<String> near = NearMembers.of(type, name, NEAR);
        return new LineError(
                line,
                span,
                "no member '%s' in %s".formatted(name, type.spelling()),
                near.isEmpty() ? NearMembers.lookUp(type) : "try: " + with(span, near.get(0)),
                near);
    }

    /** The type that is spelled so. */
    CType type(TypeName name) throws LineError, TargetException {
        Optional<CType> found = types.type(name.spelling());
        if (found.isEmpty()) {
            String base = name.spelling().split("[*\\[]", 2)[0].strip();
            List<String> near = types.near(base, NEAR);
            throw new LineError(
                    line,
                    name.span(),
                    name.spelling() + " is no type of this kernel",
                    near.isEmpty()
                            ? ""
                            : "try: "
                                    + with(name.span(), name.spelling().replace(base, near.get(0))),
                    near);
        }
        return found.get();
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
    }
}
