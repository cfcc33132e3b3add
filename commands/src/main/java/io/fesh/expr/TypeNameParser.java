// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.ExprParser.TypeNames;
import io.fesh.expr.Token.Kind;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Types and members of types inside of expressions. */
final class TypeNameParser {
    private static final Set<String> KEYWORDS = Set.of("struct", "union", "enum");
    private static final Set<String> QUALIFIERS =
            Set.of("const", "volatile", "__user", "__rcu", "__percpu", "__iomem");

    private final TokenReader in;
    private final TypeNames names;

    TypeNameParser(TokenReader in, TypeNames names) {
        this.in = in;
        this.names = names;
    }

    /**
     * Whether a type begins after {@code ahead} tokens: by a word that begins nothing else, or a
     * name of a type alone, with stars or brackets at most up to a token of the kind {@code end}.
     */
    boolean isAhead(int ahead, Kind end) throws TargetException {
        Token first = in.peek(ahead);
        if (first.kind() != Kind.NAME) {
            return false;
        } else if (isKeyword(first.text())) {
            return true;
        }
        Token then = in.peek(ahead + 1);
        boolean fits =
                end == Kind.END
                        ? then.kind() == Kind.END || then.is("*") || then.is("[")
                        : then.is(")") || then.is("*") || then.is("[");
        return fits && names.isType(first.text());
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word)
                || QUALIFIERS.contains(word)
                || BasicType.WORDS.contains(word);
    }

    TypeName parse() throws LineError {
        Token first = in.peek();
        Token last = first;
        StringBuilder text = new StringBuilder();
        boolean named = false;
        while (true) {
            Token token = in.peek();
            if (token.kind() == Kind.NAME && KEYWORDS.contains(token.text()) && !named) {
                text.append(in.next().text()).append(' ');
                last = in.next();
                if (last.kind() != Kind.NAME) {
                    throw in.error(last, "the name of a " + token.text() + " is missing", "");
                }
                text.append(last.text()).append(' ');
                named = true;
            } else if (token.kind() == Kind.NAME
                    && (isKeyword(token.text()) || !named && text.indexOf("*") < 0)) {
                named |= !QUALIFIERS.contains(token.text());
                last = in.next();
                text.append(last.text()).append(' ');
            } else if (token.is("*") && named) {
                last = in.next();
                text.append('*');
            } else {
                break;
            }
        }
        while (named && in.peek().is("[")) {
            text.append(in.next().text());
            if (in.peek().kind() == Kind.NUMBER) {
                text.append(in.next().text());
            }
            last = in.expect("]");
            text.append(last.text());
        }
        if (!named) {
            throw in.error(first, "a type is expected here", "try: struct task_struct");
        }
        return new TypeName(
                new Span(first.span().start(), last.span().end()), text.toString().strip());
    }

    /** {@code member}, {@code member.inner}. */
    MemberName member() throws LineError {
        List<MemberName.Part> parts = new ArrayList<>();
        do {
            Token name = in.peek();
            if (name.kind() != Kind.NAME) {
                throw in.error(name, "a member is expected here", "");
            }
            in.next();
            parts.add(new MemberName.Part(name.span(), name.text()));
        } while (in.take("."));
        Span last = parts.get(parts.size() - 1).span();
        return new MemberName(new Span(parts.get(0).span().start(), last.end()), parts);
    }
}
