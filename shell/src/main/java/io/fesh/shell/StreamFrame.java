// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What is written to a terminal at one time: all lines, and of the hits as many as can be read,
 * with how many were left out.
 */
final class StreamFrame {
    /** How long hits may be left out before that is said. */
    static final long OWED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What waits to be written. */
    sealed interface Pending {}

    record Line(StyledText text) implements Pending {}

    record Hits(EventBatch batch, long first) implements Pending {}

    record Transient(String text) implements Pending {}

    record Picture(List<StyledText> lines) implements Pending {
        Picture {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Hits left out that nothing has been said of.
     *
     * @param since when the first of them was, by System.nanoTime()
     */
    record Owed(long hits, long since) {
        static final Owed NOTHING = new Owed(0, 0);
    }

    private final Queue<Pending> pending;
    private final Function<StreamItem, StyledText> renderer;
    private final Theme theme;
    private final boolean complete;
    private final long now = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private long leftOut;
    private long leftOutSince;
    private long came;
    private int room;
    private String waiting;
    private List<StyledText> picture;

    /**
     * @param complete whether somebody waits for all of it: then nothing stays owed
     * @param notQueued hits that are not among those pending
     */
    StreamFrame(
            Queue<Pending> pending,
            Function<StreamItem, StyledText> renderer,
            Theme theme,
            boolean complete,
            Owed owed,
            long notQueued) {
        this.pending = pending;
        this.renderer = renderer;
        this.theme = theme;
        this.complete = complete;
        this.leftOut = owed.hits() + notQueued;
        this.came = notQueued;
        this.leftOutSince = owed.hits() > 0 ? owed.since() : now;
    }

    Owed owed() {
        return new Owed(leftOut, leftOutSince);
    }

    void write(Screen screen, FloodLimit limit) {
        int granted = limit.room(now);
        room = granted;
        for (Pending next : pending) {
            if (next instanceof Line line) {
                sayLeftOut();
                append(line.text());
            } else if (next instanceof Hits hits) {
                append(hits.batch(), hits.first());
            } else if (next instanceof Transient line) {
                waiting = line.text();
            } else if (next instanceof Picture drawn) {
                picture = drawn.lines();
            }
        }
        limit.used(granted - room, came);
        if (complete || now - leftOutSince >= OWED_NANOS) {
            sayLeftOut();
        }
        if (picture != null && picture.isEmpty()) {
            screen.picture(List.of());
        }
        if (!text.isEmpty()) {
            screen.print(text.toString());
        }
        if (picture != null && !picture.isEmpty()) {
            screen.picture(picture.stream().map(this::styled).toList());
        }
        if (waiting != null) {
            screen.transientLine(waiting);
        }
    }

    private String styled(StyledText line) {
        StringBuilder styled = new StringBuilder();
        theme.append(styled, line);
        return styled.toString();
    }

    private void append(EventBatch batch, long first) {
        int hit = 0;
        for (EventBatch.PlacedNotice notice : batch.notices()) {
            hit = appendHits(batch, first, hit, notice.before());
            sayLeftOut();
            append(renderer.apply(notice.notice()));
        }
        appendHits(batch, first, hit, batch.size());
    }

    private int appendHits(EventBatch batch, long first, int from, int to) {
        int shown = Math.min(to - from, room);
        if (shown > 0) {
            sayLeftOut();
        }
        for (int hit = from; hit < from + shown; hit++) {
            append(renderer.apply(batch.record(hit, first + hit)));
        }
        room -= shown;
        came += to - from;
        if (leftOut == 0) {
            leftOutSince = now;
        }
        leftOut += to - from - shown;
        return to;
    }

    private void sayLeftOut() {
        if (leftOut > 0) {
            String more = "... " + Numbers.grouped(leftOut) + " more (recorded)";
            append(StyledText.of(Style.DIM, more));
            leftOut = 0;
        }
    }

    private void append(StyledText line) {
        theme.append(text, line);
        text.append('\n');
    }
}
