// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.expr.Expr;
import io.fesh.expr.TypeName;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names in an event's expression that this kernel has not, and those that may have been meant. */
record NamesMeant(String line, KernelTypes types, Prototype prototype) {
    /** Members that are looked into for one of the wanted name. */
    private static final int SEARCHED = 1000;

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
        List<String> near = near(type, name);
        return new LineError(
                line,
                span,
                "no member '%s' in %s".formatted(name, type.spelling()),
                near.isEmpty() ? "" : "try: " + with(span, near.get(0)),
                near);
    }

    /** Paths on which a member has just this name, before names that are like it. */
    private static List<String> near(CType type, String name) {
        List<CType.Member> members = type.members();
        List<String> near = new ArrayList<>();
        for (CType.Member each : members.subList(0, Math.min(SEARCHED, members.size()))) {
            if (each.type().kind().isComposite() && each.type().member(name).isPresent()) {
                near.add(each.name() + '.' + name);
            }
        }
        near.addAll(
                Suggestions.near(name, members.stream().map(CType.Member::name).toList(), NEAR));
        return near.subList(0, Math.min(NEAR, near.size()));
    }

    /** The type that is spelled so. */
    CType type(TypeName name) throws LineError, TargetException {
        Optional<CType> found = types.type(name.spelling());
        if (found.isEmpty()) {
            List<String> near = types.near(name.spelling().replaceAll("[\\s*]+$", ""), NEAR);
            throw new LineError(
                    line,
                    name.span(),
                    name.spelling() + " is no type of this kernel",
                    near.isEmpty() ? "" : "it has " + near.get(0),
                    near);
        }
        return found.get();
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
    }
}
