// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.StyledText;

/** {@code delete NAME}: takes an event out of the kernel. What it recorded stays in the history. */
final class DeleteCommand extends Verb {

    DeleteCommand() {
        super(
                Manual.of("delete NAME|*", "takes events out of the kernel; hits seen stay")
                        .takes(ArgKind.EVENT_OR_ALL)
                        .examples("delete SyS_openat", "delete *"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Word name = EventControl.name(this, call);
        TraceTarget target = session.target();
        if (name.text().equals(EventNames.ALL)) {
            int events = target.events().size();
            if (events > 0) {
                EventControl.submit(target, call, "-", name);
            }
            session.out().line(StyledText.plain("deleted " + counted(events)));
        } else {
            EventControl.submit(target, call, "-", name);
            session.out().line(StyledText.plain("deleted " + name.text()));
        }
    }

    private static String counted(int events) {
        return events == 0 ? "no events" : Numbers.count(events, "event", "events");
    }
}
