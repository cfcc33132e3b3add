// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.EventLine;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.StyledText;

import java.util.Optional;

/** {@code trace LINE}: create and enable in one step, all of it or nothing. */
final class TraceCommand extends Verb {

    TraceCommand() {
        super(
                Manual.of("trace LINE", "makes an event and enables it")
                        .takes(ArgKind.EVENT_LINE)
                        .details(
                                "  What a LINE can say is in help lines, its filter in help filters, its types in",
                                "  help types. What is made goes with delete, or when you leave.")
                        .examples(
                                "trace vfs_read(x64 file, NULL, size_t count)", "trace vfs_fsync"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        EventCreation.check(this, call);
        TraceTarget target = session.target();
        EventCreation.Plan plan = EventCreation.plan(session, call);
        Optional<EventStatus> same = same(target, plan.line().text());
        if (same.isPresent()) {
            session.out().line(StyledText.plain(enabled(target, call, same.get())));
            return;
        }
        EventSchema made = EventCreation.create(session, call, plan);
        try {
            enable(target, call, made.name());
        } catch (LineError e) {
            target.submit("-" + made.name());
            throw e;
        }
        session.out().line(EventCreation.described("tracing", made));
    }

    private static String enabled(TraceTarget target, Call call, EventStatus event)
            throws LineError, TargetException {
        String name = event.schema().name();
        if (event.enabled()) {
            return name + " is enabled already";
        }
        enable(target, call, name);
        return name + " was there already: enabled";
    }

    /** A refusal concerns the whole line: the name stands nowhere in it by itself. */
    private static void enable(TraceTarget target, Call call, String name)
            throws LineError, TargetException {
        try {
            target.submit("enable " + name);
        } catch (LineError e) {
            Span span = new Span(call.offset(), call.line().length());
            throw new LineError(call.line(), span, e.getMessage(), e.hint());
        }
    }

    /** The event that was made by the same line. */
    private static Optional<EventStatus> same(TraceTarget target, String line)
            throws TargetException {
        return target.events().stream()
                .filter(event -> EventLine.same(event.schema().line(), line))
                .findFirst();
    }
}
