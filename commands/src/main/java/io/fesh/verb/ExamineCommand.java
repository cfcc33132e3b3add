// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.expr.Evaluator;
import io.fesh.expr.Expr;
import io.fesh.expr.Kernel;
import io.fesh.expr.MemoryDump;
import io.fesh.expr.MemoryDump.Layout;
import io.fesh.expr.Value;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code x/8gx EXPR}: memory as it is, without types. */
final class ExamineCommand extends Verb {
    private static final Pattern FORMAT = Pattern.compile("/(\\d*)([a-z]*)");

    private final Expressions expressions;

    ExamineCommand(Expressions expressions) {
        super(
                Manual.of("x[/NFU] EXPR", "memory: N units of size b h w g, as x d u o t c a s")
                        .takes(ArgKind.EXPRESSION)
                        .details("  What EXPR can be is in help expressions, NFU in help formats.")
                        .examples(
                                "x/8gx &init_task", "x/2s init_task.comm", "x/4wd &init_task.pid"));
        this.expressions = expressions;
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Matcher format = FORMAT.matcher(call.line()).region(call.offset(), call.line().length());
        boolean formatted = format.lookingAt();
        Layout layout = formatted ? layout(call, format) : Layout.DEFAULT;
        int from = formatted ? format.end() : call.offset();
        if (call.line().substring(from).isBlank()) {
            throw call.missing("an expression", examples().get(0));
        }
        Kernel kernel = expressions.kernel(session);
        Expr expr = Expressions.parse(kernel, call, from);
        Value value = Evaluator.of(call.line(), kernel).locate(expr);
        MemoryDump dump = new MemoryDump(kernel.symbols(), kernel.memory(), layout);
        MemoryDump.Dumped dumped = dump.at(call.line(), expr.span(), value);
        session.out().data(dumped.lines(), dumped.objects());
    }

    private static Layout layout(Call call, Matcher format) throws LineError {
        Layout layout = Layout.DEFAULT;
        Span span = new Span(format.start(), format.end());
        String count = format.group(1);
        if (!count.isEmpty()) {
            if (count.length() > 7 || Integer.parseInt(count) == 0) {
                throw new LineError(
                        call.line(), span, count + " is no count of units", "try: x/8gx jiffies");
            }
            layout = layout.withCount(Integer.parseInt(count));
        }
        for (char letter : format.group(2).toCharArray()) {
            if (Layout.SIZES.indexOf(letter) >= 0) {
                layout = layout.withUnit(1 << Layout.SIZES.indexOf(letter));
            } else if (Layout.FORMATS.indexOf(letter) >= 0) {
                layout = layout.withFormat(letter);
            } else {
                throw new LineError(
                        call.line(),
                        span,
                        letter + " is neither a size (b h w g) nor a format (x d u o t c a s)",
                        "try: x/8gx &init_task");
            }
        }
        if ((long) layout.count() * layout.unit() > MemoryDump.MOST) {
            throw new LineError(
                    call.line(), span, "x shows at most " + MemoryDump.MOST + " bytes", "");
        }
        return layout;
    }
}
