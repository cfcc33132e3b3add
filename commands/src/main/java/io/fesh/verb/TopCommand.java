// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.view.TopTable;
import io.fesh.view.Values;

import java.util.List;

/** {@code top WHAT by FIELD, FIELD}: the most frequent values, with their share and rate. */
final class TopCommand extends Verb {
    private static final int DEFAULT_COUNT = 20;

    TopCommand() {
        super(
                Manual.of("top WHAT by FIELD,..", "the most frequent values, their share and rate")
                        .takes(ArgKind.VIEW_LINE)
                        .details(
                                ViewLine.DETAILS,
                                "  most N                  so many rows, 20 if nothing is said",
                                "Of numbers that have an order, hist shows a histogram.")
                        .examples(
                                "top vfs_read by comm for 2s",
                                "top SyS_openat by comm, filename for 2s",
                                "top vfs_read by count most 5 : !ps"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.withFields(this, call, List.of("most "));
        long asked = line.words().getOrDefault("most", (long) DEFAULT_COUNT);
        int most = (int) Math.min(asked, Integer.MAX_VALUE);
        ViewRun.show(
                session,
                call,
                line,
                false,
                source ->
                        new TopTable(
                                source.schema().name(),
                                source.columns(),
                                new Values(session.symbols()),
                                most));
    }
}
