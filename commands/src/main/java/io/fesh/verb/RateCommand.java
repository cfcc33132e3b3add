// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.view.Rates;

import java.util.List;

/** {@code rate}: hits a second of each event over the last minute. */
final class RateCommand extends Verb {

    RateCommand() {
        super(
                Manual.of("rate [WHAT]", "hits a second over the last minute")
                        .takes(ArgKind.VIEW_LINE)
                        .details(ViewLine.DETAILS)
                        .examples("rate for 2s", "rate vfs_read for 2s"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.parse(this, call, List.of());
        if (!line.fields().isEmpty()) {
            throw call.unexpected(line.fields().get(0), usage());
        }
        if (line.what().start() < line.what().end()) {
            ViewRun.show(
                    session,
                    call,
                    line,
                    false,
                    source -> new Rates(List.of(source.schema().name())));
            return;
        }
        List<String> names =
                session.target().events().stream()
                        .filter(EventStatus::enabled)
                        .map(event -> event.schema().name())
                        .toList();
        ViewRun.showAll(session, line, new Rates(names));
    }
}
