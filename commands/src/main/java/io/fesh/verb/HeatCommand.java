// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Column;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.view.HeatMap;
import io.fesh.view.View;

import java.util.List;

/** {@code heat WHAT by FIELD}: how the values of a field change with time. */
final class HeatCommand extends Verb {

    HeatCommand() {
        super(
                Manual.of("heat WHAT by FIELD", "a histogram over time, shaded")
                        .takes(ArgKind.VIEW_LINE)
                        .details(ViewLine.DETAILS)
                        .examples(
                                "heat vfs_read by duration for 2s",
                                "heat vfs_read by duration : !ps"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        ViewLine line = ViewLine.withFields(this, call, List.of());
        ViewSource.requireOneField(line);
        ViewRun.show(session, call, line, false, source -> view(line, source));
    }

    private static View view(ViewLine line, ViewSource source) throws LineError {
        Column column = source.columns().get(0);
        if (!column.isNumber()) {
            Word field = line.fields().get(0);
            throw new LineError(
                    line.line(),
                    field.span(),
                    Phrases.name(field.text()) + " has no numbers that can be put in order",
                    "try: top " + line.line().substring(line.what().start()));
        }
        return new HeatMap(source.schema().name(), column, source.isDuration(column));
    }
}
