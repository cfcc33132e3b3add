// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import io.fesh.event.EventHistory;
import io.fesh.event.EventHistory.Kept;
import io.fesh.event.EventRecord;
import io.fesh.event.StreamItem;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The hits that are kept: an entry is a hit with its number, after what was lost before it. Reads
 * as much of the history as is looked at, while more is recorded.
 */
public final class HitPages implements Pages {
    private final EventHistory history;
    private final TextRenderer shown;
    private final TextRenderer searched;
    private final long before;

    /** The part of the history that was looked at last. */
    private Optional<Kept> part = Optional.empty();

    /**
     * @param shown for what is shown
     * @param searched for what a search looks at: in one line, without columns
     */
    public HitPages(EventHistory history, TextRenderer shown, TextRenderer searched) {
        this.history = history;
        this.shown = shown;
        this.searched = searched;
        this.before = history.total();
    }

    @Override
    public long first() {
        return history.oldest();
    }

    @Override
    public long last() {
        return history.total();
    }

    @Override
    public List<StyledText> entry(long number) {
        if (part.filter(kept -> number >= kept.first() && number < kept.end()).isEmpty()) {
            part = history.part(number);
        }
        List<StyledText> lines = new ArrayList<>();
        part.ifPresent(
                kept ->
                        items(
                                kept,
                                number,
                                number,
                                (each, item) -> {
                                    lines.add(shown.styled(item));
                                    return true;
                                }));
        return lines.isEmpty()
                ? List.of(StyledText.of(Style.DIM, "#" + number + " is no longer kept"))
                : lines;
    }

    private interface Taker {
        /** False when there is enough. */
        boolean take(long entry, StreamItem item);
    }

    /** What belongs to some entries; notices behind the last hit belong to that. */
    private static void items(Kept kept, long from, long to, Taker taker) {
        long end = kept.end();
        boolean[] more = {true};
        kept.between(
                from - 1,
                to == end - 1 ? end : to,
                id -> true,
                new Consumer<StreamItem>() {
                    private long next = Math.max(from - 1, kept.first());

                    @Override
                    public void accept(StreamItem item) {
                        if (item instanceof EventRecord hit) {
                            next = hit.number() + 1;
                        }
                        long entry =
                                item instanceof EventRecord hit
                                        ? hit.number()
                                        : Math.min(next, end - 1);
                        if (more[0] && entry >= from && entry <= to) {
                            more[0] = taker.take(entry, item);
                        }
                    }
                });
    }

    @Override
    public OptionalLong find(
            Predicate<CharSequence> wanted, long from, int step, BooleanSupplier stopped) {
        StringBuilder line = new StringBuilder();
        for (Kept kept : step > 0 ? history.kept() : history.kept().newestFirst()) {
            long end = kept.end() - 1;
            long low = step > 0 ? Math.max(from, kept.first()) : kept.first();
            long high = step > 0 ? end : Math.min(from, end);
            long[] found = {0};
            if (low <= high) {
                items(
                        kept,
                        low,
                        high,
                        (entry, item) -> {
                            line.setLength(0);
                            searched.append(line, item);
                            found[0] = wanted.test(line) ? entry : found[0];
                            return step < 0 || found[0] == 0;
                        });
            }
            if (found[0] != 0) {
                return OptionalLong.of(found[0]);
            }
            if (stopped.getAsBoolean()) {
                break;
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public String place(long top, long bottom) {
        long meanwhile = history.total() - before;
        return "#"
                + Numbers.grouped(top)
                + "..#"
                + Numbers.grouped(bottom)
                + " of "
                + Numbers.count(last() - first() + 1, "hit", "hits")
                + (meanwhile > 0 ? ", " + Numbers.grouped(meanwhile) + " came meanwhile" : "");
    }
}
