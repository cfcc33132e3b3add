// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Column;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;
import io.fesh.parse.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event that a picture is of: one that is there, or one that is made for it out of a line and
 * goes with it. Of a function alone the line is written from what is asked for.
 *
 * @param made for the picture only
 * @param enabled before the picture
 * @param columns what stands behind {@code by}
 */
record ViewSource(EventSchema schema, boolean made, boolean enabled, List<Column> columns) {

    ViewSource {
        columns = List.copyOf(columns);
    }

    /**
     * @param stack whether the hits need stacks
     */
    static ViewSource open(Session session, Command.Call call, ViewLine line, boolean stack)
            throws LineError, TargetException, InterruptedException {
        String what = line.text(line.what());
        Optional<EventStatus> there = EventNames.find(session.target(), what);
        if (there.isEmpty()) {
            there =
                    session.target().events().stream()
                            .filter(event -> EventLine.same(event.schema().line(), what))
                            .findFirst();
        }
        if (there.isPresent()) {
            EventSchema schema = there.get().schema();
            return new ViewSource(schema, false, there.get().enabled(), columns(schema, line));
        }
        WrittenLine written = WrittenLine.of(line, call.offset(), stack);
        EventSchema schema;
        try {
            Command.Call create = new Command.Call(written.text(), call.offset());
            EventCreation.check(new CreateCommand(), create);
            schema = EventCreation.create(session, create, EventCreation.plan(session, create));
        } catch (LineError e) {
            throw written.typed(e);
        }
        try {
            return new ViewSource(schema, true, false, columns(schema, line));
        } catch (LineError e) {
            session.target().submit("-" + schema.name());
            throw e;
        }
    }

    /** Whether its numbers are nanoseconds. */
    boolean isDuration(Column column) {
        return column.kind() == Column.Kind.FIELD && schema.isDuration(column.index());
    }

    /** Of several fields it says which verb takes them. */
    static void requireOneField(ViewLine line) throws LineError {
        if (line.fields().size() > 1) {
            Word second = line.fields().get(1);
            throw new LineError(
                    line.line(),
                    second.span(),
                    Phrases.name(second.text()) + " is one field too many",
                    "try: top " + line.line().substring(line.what().start()));
        }
    }

    private static List<Column> columns(EventSchema schema, ViewLine line) throws LineError {
        List<Column> columns = new ArrayList<>();
        for (Word field : line.fields()) {
            columns.add(column(schema, line, field));
        }
        return columns;
    }

    private static Column column(EventSchema schema, ViewLine line, Word field) throws LineError {
        Optional<Column> column = Column.of(schema, WrittenLine.fieldName(field.text()));
        if (column.isPresent()) {
            return column.get();
        }
        List<String> names = Column.names(schema);
        List<String> near = Suggestions.near(field.text(), names, 1);
        Span span = field.span();
        String typed = line.line();
        throw new LineError(
                typed,
                span,
                schema.name()
                        + " has no field "
                        + Phrases.name(field.text())
                        + ", only "
                        + Phrases.name(String.join(" ", names)),
                near.isEmpty()
                        ? ""
                        : "try: "
                                + typed.substring(0, span.start()).stripLeading()
                                + near.get(0)
                                + typed.substring(span.end()));
    }
}
