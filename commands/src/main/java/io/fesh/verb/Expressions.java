// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.expr.Argument;
import io.fesh.expr.Evaluator;
import io.fesh.expr.Expr;
import io.fesh.expr.ExprParser;
import io.fesh.expr.Kernel;
import io.fesh.expr.Value;
import io.fesh.kernel.CType;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;

import java.nio.charset.StandardCharsets;

/** The expressions of a session, and the value that the next one can go on from. */
final class Expressions {
    private static final String UPTIME = "/proc/uptime";

    private final LastValue last = new LastValue();

    Kernel kernel(Session session) throws TargetException, InterruptedException {
        TraceTarget target = session.target();
        return new Kernel(
                session.types(),
                session.symbols(),
                target::read,
                session.history()::get,
                last.get(target.info().bootId()));
    }

    void keep(Session session, Value value) throws TargetException, InterruptedException {
        last.set(session.target().info().bootId(), value);
    }

    static Expr parse(Kernel kernel, Command.Call call, int from)
            throws LineError, TargetException {
        LineCheck.kernelLine(call.line(), from);
        return ExprParser.parse(call.line(), from, names(kernel.types()));
    }

    /** The type of what is typed from {@code from} on, which nothing is read for. */
    CType typeOf(Session session, Command.Call call, int from)
            throws LineError, TargetException, InterruptedException {
        Kernel kernel = kernel(session);
        LineCheck.kernelLine(call.line(), from);
        Argument typed = ExprParser.parseTypeOrExpression(call.line(), from, names(kernel.types()));
        return Evaluator.ofTypes(call.line(), kernel).type(typed);
    }

    /** Whether a word is more than a misspelt name. */
    static boolean isExpression(String text, KernelTypes types) throws TargetException {
        return !text.matches("(?:(?:struct|union|enum)\\s+)?\\w+")
                || types.variable(text).isPresent()
                || types.constant(text).isPresent();
    }

    private static ExprParser.TypeNames names(KernelTypes types) {
        return name -> types.named(name).isPresent();
    }

    /** Seconds since the target booted, which is the clock of its events; empty if it is silent. */
    static String uptime(TraceTarget target) {
        try {
            String text = new String(target.file(UPTIME), StandardCharsets.US_ASCII);
            return text.matches("(?s)\\d+\\.\\d+ .*") ? text.substring(0, text.indexOf(' ')) : "";
        } catch (TargetException e) {
            return "";
        }
    }
}
