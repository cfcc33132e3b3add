// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.StyledText;

import java.util.List;

/**
 * {@code fuse NAME}: at how many hits a second an event is switched off; {@code fuse NAME N}: at
 * more than so many from now on; {@code fuse NAME off}: never. Setting says nothing when it worked.
 */
final class FuseCommand extends Verb {
    static final String OFF = "off";

    /** Where the module's numbers end: FESH_STEP_LIMIT of kernel-module/parse.h. */
    private static final int MOST = 0x0fff_ffff;

    FuseCommand() {
        super(
                Manual.of(
                                "fuse NAME|* [N|off]",
                                "at how many hits a second an event is switched off")
                        .takes(ArgKind.EVENT_OR_ALL, ArgKind.NUMBER)
                        .details(
                                "  On one CPU. An event that its fuse has switched off is [blown] in stats, and",
                                "  goes on when it is enabled.")
                        .examples("fuse SyS_openat", "fuse SyS_openat 1000", "fuse * off"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("the name of an event", "fuse *");
        }
        if (words.size() > 2) {
            throw call.unexpected(words.get(2), usage());
        }
        Word name = words.get(0);
        if (words.size() == 1) {
            show(session, call, name);
        } else {
            EventControl.submit(
                    session.target(), call, "fuse ", name, " " + limit(call, words.get(1)));
        }
    }

    private static int limit(Call call, Word word) throws LineError {
        if (word.text().equals(OFF)) {
            return 0;
        }
        try {
            int limit = Integer.parseInt(word.text());
            if (limit > 0 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a zero
        }
        throw new LineError(
                call.line(),
                word.span(),
                "the limit is a number of hits a second, 1 to "
                        + Numbers.grouped(MOST)
                        + ", or off",
                "try: " + call.line().substring(0, word.span().start()).strip() + " 1000");
    }

    private static void show(Session session, Call call, Word name)
            throws LineError, TargetException, InterruptedException {
        TraceTarget target = session.target();
        List<EventStatus> events =
                name.text().equals(EventNames.ALL)
                        ? target.events()
                        : List.of(EventNames.get(target, call.line(), name));
        if (events.isEmpty()) {
            session.out().data(List.of(StyledText.plain("no events")), List.of());
            return;
        }
        session.out()
                .data(
                        events.stream().map(FuseCommand::sentence).toList(),
                        events.stream().map(FuseCommand::object).toList());
    }

    private static StyledText sentence(EventStatus event) {
        String what =
                event.fuse() == 0
                        ? " is never switched off"
                        : (event.blown() ? " was switched off: it had" : " is switched off at")
                                + " more than "
                                + Numbers.count(event.fuse(), "hit", "hits")
                                + " a second on one CPU";
        return StyledText.plain(event.schema().name() + what);
    }

    private static String object(EventStatus event) {
        return "{\"fuse\":"
                + Json.string(event.schema().name())
                + ",\"limit\":"
                + event.fuse()
                + ",\"blown\":"
                + event.blown()
                + "}";
    }
}
