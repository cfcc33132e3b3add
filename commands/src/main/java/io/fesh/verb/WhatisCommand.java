// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.List;

/** {@code whatis}: a function's prototype, the type of an expression, what a typedef stands for. */
final class WhatisCommand extends Verb {
    private final Expressions expressions;

    WhatisCommand(Expressions expressions) {
        super(
                Manual.of("whatis NAME|EXPR", "the type of a function or expression, in one line")
                        .takes(ArgKind.EXPRESSION)
                        .details(
                                "  What EXPR can be is in help expressions; nothing of it is read.")
                        .examples("whatis vfs_read", "whatis size_t", "whatis init_task.mm->pgd"));
        this.expressions = expressions;
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Span span = TypeNames.spelling(call, call.offset(), examples().get(0));
        KernelTypes types = session.types();
        String typed = call.line().substring(span.start(), span.end());
        if (types.find(typed).isEmpty() && Expressions.isExpression(typed, types)) {
            CType type = expressions.typeOf(session, call, span.start());
            session.out()
                    .data(
                            List.of(TypeNames.line(type.spelling(), type.size())),
                            List.of(TypeNames.object(typed, type)));
            return;
        }
        List<Named> found = TypeNames.get(session, types, call.line(), span);
        session.out()
                .data(
                        found.stream().map(TypeNames::line).toList(),
                        found.stream().map(TypeNames::object).toList());
    }
}
