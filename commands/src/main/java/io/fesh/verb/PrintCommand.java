// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventRecord;
import io.fesh.expr.Captured;
import io.fesh.expr.Evaluator;
import io.fesh.expr.Expr;
import io.fesh.expr.Kernel;
import io.fesh.expr.Printer;
import io.fesh.expr.Printer.Printed;
import io.fesh.expr.Value;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.render.Json;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code print EXPR}: a value of the running kernel, read now. */
final class PrintCommand extends Verb {
    private final Expressions expressions;

    PrintCommand(Expressions expressions) {
        super(
                Manual.of("print[/FMT] EXPR", "a value of the kernel, read now, by a C expression")
                        .also("p")
                        .takes(ArgKind.EXPRESSION)
                        .details(
                                "  What EXPR can be is in help expressions, FMT in help formats. Before EXPR:",
                                "  -depth N     so many structs inside of each other",
                                "  -elements N  so much of an array, a walk or a text",
                                "  -zeros       members that are zero, too")
                        .examples(
                                "print jiffies",
                                "print init_task.comm",
                                "print/x init_task.flags",
                                "print -depth 1 init_task",
                                "print per_cpu(process_counts, 0)",
                                "print tasks()->comm"));
        this.expressions = expressions;
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        PrintOptions options = PrintOptions.of(call);
        if (call.line().substring(options.end()).isBlank()) {
            throw call.missing("an expression", examples().get(0));
        }
        Kernel kernel = expressions.kernel(session);
        Expr expr = Expressions.parse(kernel, call, options.end());
        Evaluator evaluator = Evaluator.of(call.line(), kernel);
        Value value = evaluator.evaluate(expr);
        Output out = session.out();
        if (value instanceof Value.Hit hit) {
            out.item(hit.event());
            return;
        }
        TraceTarget target = session.target();
        Optional<Captured> captured = evaluator.captured(expr);
        boolean now = evaluator.isOfNow(value);
        String then = captured.map(each -> seconds(each.event().ts())).orElse("");
        Printed printed =
                Printer.print(
                        kernel,
                        value,
                        options.format(),
                        lastName(expr),
                        () -> now ? Expressions.uptime(target) : then);
        expressions.keep(session, value);
        String typed = call.line().substring(expr.span().start(), expr.span().end());
        String object = "\"expr\":" + Json.string(typed) + "," + printed.object();
        List<StyledText> text = new ArrayList<>();
        evaluator.notes().forEach(note -> text.add(note(note)));
        if (captured.isPresent() && now) {
            Printed before = then(kernel, captured.get(), options);
            text.add(stamped("then", captured.get(), before.lines().get(0)));
            text.add(now(printed.lines().get(0)));
            text.addAll(printed.lines().subList(1, printed.lines().size()));
            object += ",\"then\":{" + before.object() + "}";
        } else {
            text.addAll(printed.lines());
        }
        out.data(text, List.of("{" + object + "}"));
    }

    private static Printed then(Kernel kernel, Captured captured, PrintOptions options)
            throws TargetException {
        EventRecord event = captured.event();
        return Printer.print(
                kernel, captured.value(), options.format(), "", () -> seconds(event.ts()));
    }

    private static String seconds(long nanos) {
        return String.format(
                Locale.ROOT, "%d.%06d", nanos / 1_000_000_000, nanos / 1_000 % 1_000_000);
    }

    private static StyledText note(String note) {
        return StyledText.of(Style.DIM, "note: " + Quoting.visible(note));
    }

    private static StyledText stamped(String when, Captured captured, StyledText line) {
        StyledText.Builder text = StyledText.builder();
        text.add(Style.HEADING, when + "  ").add(Quoting.visible(captured.text()) + " = ");
        return rest(text, line);
    }

    private static StyledText now(StyledText line) {
        return rest(StyledText.builder().add(Style.HEADING, "now   "), line);
    }

    private static StyledText rest(StyledText.Builder text, StyledText line) {
        line.pieces().forEach(piece -> text.add(piece.style(), piece.text()));
        return text.build();
    }

    /** What the value is called, which may tell that it is a set of flags. */
    private static String lastName(Expr expr) {
        if (expr instanceof Expr.Member member) {
            return member.name();
        }
        return expr instanceof Expr.Name name ? name.name() : "";
    }
}
