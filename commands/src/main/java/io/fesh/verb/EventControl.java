// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;

/** Lines that say to the kernel what to do with events that exist: one word, a name or a star. */
final class EventControl {
    private EventControl() {}

    /** The only word of the call. */
    static Word name(Command command, Command.Call call) throws LineError {
        return call.one("the name of an event", command.name() + " *", command.usage());
    }

    /**
     * Gives {@code verb} and the name to the kernel. A refusal points at the name: it is the only
     * thing that can be wrong.
     */
    static void submit(TraceTarget target, Command.Call call, String verb, Word name)
            throws LineError, TargetException {
        submit(target, call, verb, name, "");
    }

    /** The same with what stands behind the name, in which nothing can be wrong either. */
    static void submit(TraceTarget target, Command.Call call, String verb, Word name, String behind)
            throws LineError, TargetException {
        LineCheck.kernelLine(call.line(), name.span().start());
        if (name.text().isBlank()) {
            throw EventNames.unknown(target, call.line(), name);
        }
        try {
            target.submit(verb + name.text() + behind);
        } catch (LineError e) {
            throw refused(target, call, name, e);
        }
    }

    /** A refusal of what was said of {@code name}, for which that may be the reason. */
    static LineError refused(TraceTarget target, Command.Call call, Word name, LineError refusal)
            throws TargetException {
        if (!name.text().equals(EventNames.ALL) && EventNames.find(target, name.text()).isEmpty()) {
            return EventNames.unknown(target, call.line(), name);
        }
        return new LineError(call.line(), name.span(), refusal.getMessage(), refusal.hint());
    }
}
