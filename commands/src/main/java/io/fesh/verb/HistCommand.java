// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Column;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.view.Histogram;
import io.fesh.view.TopTable;
import io.fesh.view.Values;
import io.fesh.view.View;

import java.util.List;

/** {@code hist WHAT by FIELD}: how the values of a field are spread over the hits of an event. */
final class HistCommand extends Verb {
    private static final List<String> WORDS = List.of("linear", "log2");
    private static final int MOST_KEYS = 40;

    HistCommand() {
        super(
                Manual.of(
                                "hist WHAT by FIELD",
                                "histogram and percentiles of a field; linear, log2")
                        .takes(ArgKind.VIEW_LINE)
                        .details(ViewLine.DETAILS)
                        .examples(
                                "hist vfs_read by count for 2s",
                                "hist vfs_read by duration : !ps",
                                "hist SyS_openat(int dfd, string path) by path for 20 hits : !ls -R /etc"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.withFields(this, call, WORDS);
        ViewSource.requireOneField(line);
        ViewRun.show(session, call, line, false, source -> view(session, line, source));
    }

    /** Of what has no order there are only counts. */
    private static View view(Session session, ViewLine line, ViewSource source)
            throws TargetException, InterruptedException {
        Column column = source.columns().get(0);
        String name = source.schema().name();
        boolean chosen = line.has("linear") || line.has("log2");
        if (!(column.isQuantity() || column.isNumber() && chosen)) {
            return new TopTable(name, source.columns(), new Values(session.symbols()), MOST_KEYS);
        }
        Histogram.Scaling scaling =
                line.has("linear")
                        ? Histogram.Scaling.LINEAR
                        : line.has("log2") ? Histogram.Scaling.LOG2 : Histogram.Scaling.AUTO;
        return new Histogram(name, column, source.isDuration(column), scaling);
    }
}
