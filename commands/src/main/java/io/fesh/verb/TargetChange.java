// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.Optional;

/** From one target to another, with a word on what stays behind. */
final class TargetChange {
    private TargetChange() {}

    static void to(Session session, Command.Call call, Word word, String name)
            throws LineError, TargetException, InterruptedException {
        RecordCommand.refuseSecond(session, call, word);
        String left = left(session);
        try {
            session.changeTarget(name);
        } catch (TargetException e) {
            if (!name.startsWith("file:")) {
                throw e;
            }
            throw new LineError(call.line(), word.span(), e.getMessage(), e.hint());
        }
        if (!left.isEmpty()) {
            session.out().line(StyledText.of(Style.DIM, left));
        }
    }

    private static String left(Session session) throws TargetException {
        Optional<TraceTarget> target = session.attached();
        if (target.isEmpty() || !target.get().isLive()) {
            return "";
        }
        int events = target.get().events().size();
        long hits = session.history().total();
        if (events == 0 && hits == 0) {
            return "";
        }
        return "left "
                + Quoting.visible(target.get().info().name())
                + ": "
                + Numbers.count(events, "event", "events")
                + " removed, "
                + Numbers.count(hits, "hit", "hits")
                + " forgotten";
    }
}
