// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Counts;
import io.fesh.event.EventStatus;
import io.fesh.event.HitRouter;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.render.Losses;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.view.Canvas;
import io.fesh.view.View;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A picture from its first hit to its last. Without a limit it has all hits of the history, and
 * where somebody is at a prompt those that come until Ctrl-C; with one it has what comes until
 * then. Its hits are shown in it and not in the stream.
 */
final class ViewRun {
    private final Session session;
    private final ViewLine line;
    private final Optional<ViewSource> source;
    private final View view;
    private final IntPredicate events;
    private final HitCollector collector;
    private final boolean past;

    private ViewRun(Session session, ViewLine line, Optional<ViewSource> source, View view) {
        this.session = session;
        this.line = line;
        this.source = source;
        this.view = view;
        this.events =
                source.map(ViewSource::schema)
                        .<IntPredicate>map(schema -> event -> event == schema.id())
                        .orElse(event -> true);
        this.past = !line.isLimited() && !isMade();
        this.collector = new HitCollector(view, events, line.hits(), past, session.clock());
    }

    /** Makes the picture of an event. */
    interface Maker {
        View make(ViewSource source) throws LineError, TargetException, InterruptedException;
    }

    /**
     * Shows the picture that {@code line} says; what was made for it is gone afterwards.
     *
     * @param stack whether the hits need stacks
     */
    static void show(Session session, Command.Call call, ViewLine line, boolean stack, Maker maker)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        TraceTarget target = session.target();
        ViewSource source = ViewSource.open(session, call, line, stack);
        try {
            new ViewRun(session, line, Optional.of(source), maker.make(source)).run(target);
        } finally {
            if (source.made()) {
                // also after a second Ctrl-C: nothing is left behind
                boolean interrupted = Thread.interrupted();
                target.submit("-" + source.schema().name());
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Shows a picture of the hits of all events. */
    static void showAll(Session session, ViewLine line, View view)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        new ViewRun(session, line, Optional.empty(), view).run(session.target());
    }

    private boolean isMade() {
        return source.filter(ViewSource::made).isPresent();
    }

    private void run(TraceTarget target)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        if (!line.isLimited() && isMade() && !session.out().isInteractive()) {
            throw new LineError(
                    line.line(),
                    Span.at(line.line().length()),
                    "how long to look is missing: "
                            + source.get().schema().name()
                            + " has no hits yet",
                    "try: " + line.line().strip() + " for 5s");
        }
        if (line.isLimited() && !target.isLive()) {
            throw new TargetException(
                    "a recording has no kernel from which hits could come",
                    "leave out for and : to see the hits that are recorded");
        }
        Counts before = counts(target);
        int status = 0;
        if (past && !session.out().isInteractive()) {
            collector.addHistory(session.history());
        } else {
            status = watch(target);
        }
        Counts after = counts(target);
        List<StyledText> losses = losses(before, after);
        session.out().frame(List.of());
        print(losses);
        if (status != 0) {
            throw RunCommand.failed(status);
        }
    }

    private Counts counts(TraceTarget target) throws TargetException {
        Counts counts = Counts.NONE;
        for (EventStatus event : target.events()) {
            if (events.test(event.schema().id())) {
                counts = counts.plus(event.counts());
            }
        }
        return counts;
    }

    /** Returns the exit status of the command, 0 if there was none. */
    private int watch(TraceTarget target) throws LineError, TargetException, InterruptedException {
        boolean off = source.filter(event -> !event.enabled()).isPresent();
        String name = source.map(event -> event.schema().name()).orElse("");
        HitRouter.Watch watch = session.watch(events, collector);
        LiveFrame frame = frame();
        try (watch;
                frame) {
            if (past) {
                collector.addHistory(session.history());
            }
            if (off && !past) {
                target.submit("enable " + name);
            }
            try {
                return untilTheEnd(target, past && (off || !target.isLive()));
            } finally {
                if (off && !past) {
                    target.submit("disable " + name);
                }
                target.sync();
            }
        }
    }

    private LiveFrame frame() {
        boolean drawn = session.out().isInteractive() && !line.has("--json") && !line.has("--csv");
        return drawn ? LiveFrame.start(session.out(), this::draw) : LiveFrame.NONE;
    }

    private int untilTheEnd(TraceTarget target, boolean nothingComes) throws TargetException {
        try {
            if (line.command().isPresent()) {
                return RunCommand.run(target, line.command().get(), session.out());
            }
            if (!nothingComes) {
                collector.await(line.nanos());
            }
        } catch (InterruptedException e) {
            // Ctrl-C ends the picture, which is then shown as it is
        }
        return 0;
    }

    private List<StyledText> draw() {
        Output out = session.out();
        int rows = line.isLimited() ? out.height() : out.height() - 1;
        Canvas canvas = new Canvas(out.width(), Math.max(1, rows), unicode());
        List<StyledText> picture;
        synchronized (collector) {
            picture = new ArrayList<>(view.draw(canvas, collector.nanos()));
        }
        if (!line.isLimited()) {
            picture.add(StyledText.of(Style.HINT, "Ctrl-C ends it"));
        }
        return picture;
    }

    private boolean unicode() {
        return session.out().unicode() && !line.has("--ascii");
    }

    private void print(List<StyledText> losses) {
        synchronized (collector) {
            long nanos = collector.nanos();
            List<String> objects = view.objects(nanos);
            List<StyledText> text = new ArrayList<>();
            if (line.has("--json")) {
                objects.stream().map(StyledText::plain).forEach(text::add);
            } else if (line.has("--csv")) {
                view.csv().stream().map(StyledText::plain).forEach(text::add);
            } else if (line.has("--folded")) {
                view.folded().stream().map(StyledText::plain).forEach(text::add);
            } else {
                text.addAll(view.draw(Canvas.endless(session.out().width(), unicode()), nanos));
                text.addAll(losses);
            }
            session.out().data(text, objects);
        }
    }

    private static List<StyledText> losses(Counts before, Counts after) {
        Counts lost =
                new Counts(
                        0,
                        0,
                        0,
                        after.lostFull() - before.lostFull(),
                        after.lostNest() - before.lostNest(),
                        after.lostBig() - before.lostBig(),
                        after.lostSlot() - before.lostSlot(),
                        0,
                        0);
        if (lost.lost() <= 0) {
            return List.of();
        }
        String text = Numbers.count(lost.lost(), "hit", "hits") + " lost: " + Losses.causes(lost);
        return List.of(StyledText.of(Style.LOSS, text));
    }
}
