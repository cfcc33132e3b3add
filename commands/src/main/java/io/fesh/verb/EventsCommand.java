// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventHistory;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.render.EventClock;
import io.fesh.render.JsonRenderer;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * {@code events}: hits once more, from the history, each with its number, and what was lost between
 * them in its place.
 */
final class EventsCommand extends Verb {

    EventsCommand() {
        super(
                Manual.of("events [NAME] [N|#N..#M]", "shows hits again, the last 20 by default")
                        .takes(ArgKind.EVENT, ArgKind.NUMBER)
                        .details(
                                "  N is how many; #100..#120 are hits by number, #100.. all from there, #17 one;",
                                "  with pretty behind it, each field has a line, with its type")
                        .examples(
                                "events",
                                "events SyS_openat 100",
                                "events #1..#20",
                                "events #1 pretty"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        EventsLine line = EventsLine.of(call, usage());
        IntPredicate wanted = id -> true;
        if (line.event().isPresent()) {
            int id =
                    EventNames.get(session.target(), call.line(), line.event().get()).schema().id();
            wanted = each -> each == id;
        }
        EventHistory history = session.history();
        long oldest = history.oldest();
        long total = history.total();
        if (oldest > 1 && total > 0) {
            session.out().line(bound(oldest, total));
        }
        boolean byNumber = line.numbers() != null;
        if (byNumber && (line.from() > total || line.to() < oldest)) {
            throw notKept(call, line, oldest, total);
        }
        long from = byNumber ? line.from() : history.startOfLast(wanted, line.most());
        long to = byNumber ? line.to() : Long.MAX_VALUE;
        Consumer<StreamItem> shown =
                line.pretty() ? pretty(session.out(), session.symbols()) : session.out()::item;
        boolean any = false;
        EventHistory.Snapshot asked = history.kept(from, to);
        for (EventHistory.Kept kept : asked) {
            any |= kept.between(from, to, wanted, shown);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (asked.overwritten() > 0) {
            session.out().line(StyledText.of(Style.LOSS, Phrases.overwritten(asked.overwritten())));
        } else if (!any) {
            session.out().line(StyledText.plain("no hits yet"));
        }
    }

    private static Consumer<StreamItem> pretty(Output out, KernelSymbols symbols) {
        TextRenderer text =
                new TextRenderer(symbols, EventClock.sinceBoot(), TextRenderer.Form.PRETTY);
        JsonRenderer json = new JsonRenderer(symbols);
        return item -> {
            StringBuilder object = new StringBuilder();
            json.append(object, item);
            out.data(List.of(text.styled(item)), List.of(object.toString()));
        };
    }

    private static StyledText bound(long oldest, long total) {
        return StyledText.of(
                Style.DIM,
                "kept: #"
                        + Numbers.grouped(oldest)
                        + "..#"
                        + Numbers.grouped(total)
                        + " of "
                        + Numbers.count(total, "hit", "hits"));
    }

    private static LineError notKept(Call call, EventsLine line, long oldest, long total) {
        boolean none = oldest > total;
        return new LineError(
                call.line(),
                line.numbers().span(),
                none
                        ? "no hits yet"
                        : "hits are kept from #"
                                + Numbers.grouped(oldest)
                                + " to #"
                                + Numbers.grouped(total),
                none ? "" : "try: events #" + oldest + "..#" + Math.min(total, oldest + 19));
    }
}
