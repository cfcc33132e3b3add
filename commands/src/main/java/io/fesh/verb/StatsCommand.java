// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Counts;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Json;
import io.fesh.render.Losses;
import io.fesh.render.Numbers;
import io.fesh.render.StyledText;
import io.fesh.render.Table;
import io.fesh.self.SelfFigures;

import java.util.ArrayList;
import java.util.List;

/** {@code stats}: what became of each event's hits, and that none is unaccounted for. */
final class StatsCommand extends Verb {
    private static final String SELF = "--self";

    StatsCommand() {
        super(
                Manual.of("stats [NAME|--self]", "hits, recorded and lost, and why they were lost")
                        .takes(ArgKind.EVENT)
                        .option(SELF, "figures of the shell itself")
                        .examples("stats", "stats SyS_openat", "stats --self"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        if (!words.isEmpty() && words.get(0).text().equals(SELF)) {
            SelfFigures self = session.self();
            session.out().data(SelfReport.table(self), List.of(SelfReport.object(self)));
            return;
        }
        TraceTarget target = session.target();
        List<EventStatus> events =
                words.isEmpty()
                        ? target.events()
                        : List.of(EventNames.get(target, call.line(), words.get(0)));
        if (events.isEmpty()) {
            session.out().data(List.of(StyledText.plain("no events")), List.of());
            return;
        }
        List<String> names = events.stream().map(event -> event.schema().name()).toList();
        session.out()
                .data(
                        RecentRates.beside(table(events), names, session),
                        events.stream().map(StatsCommand::object).toList());
    }

    private static List<StyledText> table(List<EventStatus> events) {
        Table table =
                new Table(
                        Table.left("event"),
                        Table.left("enabled"),
                        Table.right("hits"),
                        Table.right("filtered"),
                        Table.right("recorded"),
                        Table.right("lost"),
                        Table.right("fuse"),
                        Table.left(""));
        Counts total = Counts.NONE;
        for (EventStatus event : events) {
            row(table, event.schema().name(), enabled(event), event.counts(), fuse(event));
            total = total.plus(event.counts());
        }
        if (events.size() > 1) {
            row(table, "total", "", total, "");
        }
        return table.lines();
    }

    private static String enabled(EventStatus event) {
        return (event.enabled() ? "yes" : "no")
                + (event.gone() ? " [gone]" : "")
                + (event.blown() ? " [blown]" : "");
    }

    private static String fuse(EventStatus event) {
        return event.fuse() == 0 ? FuseCommand.OFF : Numbers.grouped(event.fuse());
    }

    private static void row(Table table, String name, String enabled, Counts counts, String fuse) {
        table.row(
                name,
                enabled,
                counts.hits(),
                counts.filtered(),
                counts.recorded(),
                counts.lost(),
                fuse,
                remarks(counts));
    }

    private static String remarks(Counts counts) {
        List<String> remarks = new ArrayList<>();
        if (counts.lost() > 0) {
            remarks.add(Losses.causes(counts));
        }
        if (counts.open() > 0) {
            remarks.add(counts.open() + " under way");
        }
        if (counts.exited() > 0) {
            remarks.add(counts.exited() + " never returned");
        }
        return String.join(", ", remarks);
    }

    private static String object(EventStatus event) {
        Counts counts = event.counts();
        return "{\"stats\":"
                + Json.string(event.schema().name())
                + ",\"enabled\":"
                + event.enabled()
                + ",\"gone\":"
                + event.gone()
                + ",\"fuse\":"
                + event.fuse()
                + ",\"blown\":"
                + event.blown()
                + ",\"hits\":"
                + counts.hits()
                + ",\"filtered\":"
                + counts.filtered()
                + ",\"recorded\":"
                + counts.recorded()
                + ",\"lost\":"
                + counts.lost()
                + ",\"lost_full\":"
                + counts.lostFull()
                + ",\"lost_nest\":"
                + counts.lostNest()
                + ",\"lost_big\":"
                + counts.lostBig()
                + ",\"lost_slot\":"
                + counts.lostSlot()
                + ",\"exited\":"
                + counts.exited()
                + ",\"open\":"
                + counts.open()
                + "}";
    }
}
