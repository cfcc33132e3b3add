// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Base;
import io.fesh.event.Column;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.view.FlameTree;
import io.fesh.view.Values;

import java.util.ArrayList;
import java.util.List;

/** {@code flame WHAT}: from where a function is called, as a tree of the stacks of its hits. */
final class FlameCommand extends Verb {
    private static final String FOLDED = "--folded";

    FlameCommand() {
        super(
                Manual.of("flame WHAT", "its stacks as a tree: from where it is called")
                        .takes(ArgKind.VIEW_LINE)
                        .details(
                                ViewLine.DETAILS,
                                "  --folded                a line for each stack, for flamegraph.pl")
                        .examples(
                                "flame vfs_read for 2s",
                                "flame vfs_read by comm --folded : !ls /etc"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.parse(this, call, List.of(FOLDED));
        if (line.what().start() == line.what().end()) {
            throw call.missing("an event or its line", examples().get(0));
        }
        ViewRun.show(session, call, line, true, source -> tree(session, line, source));
    }

    private static FlameTree tree(Session session, ViewLine line, ViewSource source)
            throws LineError, TargetException, InterruptedException {
        var fields = source.schema().fields();
        int stack = fields.size() - 1;
        while (stack >= 0 && fields.get(stack).base() != Base.STACK) {
            stack--;
        }
        if (stack < 0) {
            throw new LineError(
                    line.line(),
                    line.what(),
                    source.schema().name() + " records no stacks",
                    "try: flame stacks: " + source.schema().line() + " stack for 5s");
        }
        List<Column> columns = new ArrayList<>(source.columns());
        columns.add(Column.field(source.schema(), stack));
        return new FlameTree(source.schema().name(), columns, new Values(session.symbols()));
    }
}
