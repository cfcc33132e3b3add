// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.List;

/** {@code whatis NAME}: a function's prototype, a variable's type, what a typedef stands for. */
final class WhatisCommand implements Command {

    @Override
    public String name() {
        return "whatis";
    }

    @Override
    public String usage() {
        return "whatis NAME";
    }

    @Override
    public String summary() {
        return "the type of a function or variable, in one line";
    }

    @Override
    public List<String> examples() {
        return List.of("whatis vfs_read", "whatis size_t", "whatis SyS_openat");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.NAME);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Span span = TypeNames.spelling(call, call.offset(), examples().get(0));
        List<Named> found = TypeNames.get(session, session.types(), call.line(), span);
        session.out()
                .data(
                        found.stream().map(TypeNames::line).toList(),
                        found.stream().map(TypeNames::object).toList());
    }
}
