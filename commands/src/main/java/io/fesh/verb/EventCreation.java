// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.Set;

/** A kernel line on its way to the kernel, and its refusal on the way back to what was typed. */
final class EventCreation {
    private static final Set<String> VERBS = Set.of("enable", "disable", "fuse");

    private EventCreation() {}

    /**
     * What can be said without the kernel. It takes other lines than those of events, too; given
     * here they would do something else than what the verb promises.
     */
    static void check(Command command, Command.Call call) throws LineError {
        String rest = call.rest();
        if (rest.isEmpty()) {
            throw call.missing("the line of an event", command.examples().get(0));
        }
        LineCheck.kernelLine(call.line(), call.offset());
        if (rest.startsWith("-")) {
            throw notAnEvent(call, 1, "delete " + rest.substring(1).strip());
        }
        Word first = call.words().get(0);
        if (VERBS.contains(first.text()) && !rest.contains("(")) {
            throw notAnEvent(call, first.text().length(), rest);
        }
    }

    private static LineError notAnEvent(Command.Call call, int length, String meant) {
        Span span = new Span(call.offset(), call.offset() + length);
        return new LineError(call.line(), span, "function name expected", "try: " + meant);
    }

    /** Of a line that was checked. */
    static EventSchema create(Session session, Command.Call call)
            throws LineError, TargetException, InterruptedException {
        TraceTarget target = session.target();
        int id;
        try {
            id = target.submit(call.rest());
        } catch (LineError e) {
            throw new Refusal(session, call).explain(e.within(call.line(), call.offset()));
        }
        return target.describe(id).schema();
    }

    /** {@code created SyS_openat at __x64_sys_openat: 4 fields}. */
    static StyledText described(String what, EventSchema event) {
        StyledText.Builder line = StyledText.builder();
        line.add(what).add(" ").add(Style.FUNCTION, event.name()).add(" at ");
        if (event.sites().size() == 1) {
            line.add(Style.SYMBOL, Quoting.visible(event.sites().get(0).symbol()));
        } else {
            line.add(Numbers.count(event.sites().size(), "address", "addresses"));
        }
        int fields = event.fields().size();
        return line.add(": ")
                .add(fields == 0 ? "no fields" : Numbers.count(fields, "field", "fields"))
                .build();
    }
}
