// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

/** A kernel line on its way to the kernel, and its refusal on the way back to what was typed. */
final class EventCreation {
    private EventCreation() {}

    static EventSchema create(Session session, Command command, Command.Call call)
            throws LineError, TargetException, InterruptedException {
        if (call.rest().isEmpty()) {
            throw call.missing("the line of an event", command.examples().get(0));
        }
        LineCheck.kernelLine(call.line(), call.offset());
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
