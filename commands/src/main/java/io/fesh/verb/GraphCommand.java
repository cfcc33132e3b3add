// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.StyledText;
import io.fesh.view.CallTree;
import io.fesh.view.Canvas;

import java.util.List;
import java.util.UUID;

/**
 * {@code graph FUNC}: what a function calls and how long it takes, by the kernel's own
 * function_graph tracer; its settings are as before afterwards.
 */
final class GraphCommand extends Verb {
    private static final long DEFAULT_NANOS = 1_000_000_000;
    private static final String ALL = "--all";

    GraphCommand() {
        super(
                Manual.of("graph FUNC", "the tree of its calls with their times")
                        .takes(ArgKind.FUNCTION_PATTERN)
                        .details(
                                "The kernel's function_graph tracer is used and left as it was. What may follow:",
                                "  depth N                 calls below this depth are not traced",
                                "  for 5s                  how long to look, else 1s; Ctrl-C ends it, too",
                                "  : !CMD                  trace CMD and its children alone, while they run",
                                "  --all                   also calls with less than 1% of the time",
                                "  --json, --csv           for a program, a table")
                        .examples(
                                "graph vfs_read depth 3 for 1s",
                                "graph do_sys_openat2 : !ls /etc"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.parse(this, call, List.of("depth ", ALL));
        Span what = line.what();
        if (what.start() == what.end()) {
            throw call.missing("the name of a function", examples().get(0));
        }
        if (line.hits() > 0 || !line.fields().isEmpty() || line.has("--ascii")) {
            throw new LineError(
                    call.line(),
                    new Span(what.end(), call.line().length()),
                    "graph is only limited by time and depth",
                    "usage: graph FUNC [depth N] [for TIME] [: !CMD]");
        }
        CallTree tree = new CallTree(function(session, line));
        boolean command = line.command().isPresent();
        GraphScript script =
                new GraphScript("fesh-graph-" + UUID.randomUUID(), tree, session.out(), command);
        session.target()
                .run(
                        script.command(
                                function(session, line),
                                line.words().getOrDefault("depth", 0L),
                                line.nanos() > 0 ? line.nanos() : DEFAULT_NANOS,
                                line.command()),
                        script);
        int status = script.status();
        show(session.out(), line, tree);
        if (status != 0) {
            throw RunCommand.failed(status);
        }
    }

    private static void show(Output out, ViewLine line, CallTree tree) {
        List<String> objects = tree.objects();
        List<StyledText> text;
        if (line.has("--json") || line.has("--csv")) {
            List<String> lines = line.has("--json") ? objects : tree.csv();
            text = lines.stream().map(StyledText::plain).toList();
        } else {
            text = tree.draw(Canvas.endless(out.width(), out.unicode()), line.has(ALL));
        }
        out.data(text, objects);
    }

    /** As the kernel names it: a system call's wrapper for {@code SyS_x}. */
    private static String function(Session session, ViewLine line)
            throws LineError, TargetException, InterruptedException {
        String typed = line.text(line.what());
        String name = typed.replaceFirst("^(?:SyS|sys)_", "__x64_sys_");
        KernelSymbols symbols = session.symbols();
        Standing standing = symbols.standing(name);
        if (standing == Standing.TRACEABLE) {
            return name;
        }
        String reason =
                switch (standing) {
                    case UNKNOWN ->
                            " is not in this kernel (inlined, or in a module that is not loaded?)";
                    case NOT_A_FUNCTION -> " is no function";
                    default -> " cannot be traced: it is notrace or not compiled for ftrace";
                };
        List<String> near = symbols.near(typed, 1);
        throw new LineError(
                line.line(),
                line.what(),
                Phrases.name(typed) + reason,
                near.isEmpty()
                        ? ""
                        : "try: graph " + near.get(0) + line.line().substring(line.what().end()));
    }
}
