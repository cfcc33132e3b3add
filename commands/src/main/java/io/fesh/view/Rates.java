// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.EventView;
import io.fesh.render.Columns;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Hits a second of each event over the last minute, the newest second to the right:
 *
 * <pre>
 * event        now    most   hits  last minute
 * SyS_openat     12  1,234  40,120  ▁▁▁▂▂▁█▃▁▁
 * vfs_read    1,000  1,000  60,000  ▇▇▇█▇▇▇▇▇▇
 * </pre>
 *
 * The newest second is not over, so that {@code now} is the one before.
 */
public final class Rates implements View {
    static final int SECONDS = 60;
    private static final long NANOS = 1_000_000_000;
    private static final int LEAST_LINE = 5;

    private static final class Event {
        private final long[] counts = new long[SECONDS];
        private long newest;
        private long hits;

        /** Makes room for the seconds up to {@code second}. */
        void advance(long second) {
            for (long next = Math.max(newest + 1, second - SECONDS + 1); next <= second; next++) {
                counts[(int) (next % SECONDS)] = 0;
            }
            newest = Math.max(newest, second);
        }

        long at(long second) {
            boolean kept = second >= 0 && second <= newest && second > newest - SECONDS;
            return kept ? counts[(int) (second % SECONDS)] : 0;
        }
    }

    private final Map<String, Event> events = new LinkedHashMap<>();
    private int lastId = -1;
    private Event last;
    private long lastTs;
    private long newestTs;
    private long drawnTs;
    private long drawnNanos;

    /**
     * @param names of events that are shown also as long as they have no hits
     */
    public Rates(List<String> names) {
        names.forEach(name -> events.put(name, new Event()));
    }

    @Override
    public void add(EventView hit) {
        if (hit.schema().id() != lastId) {
            lastId = hit.schema().id();
            last = events.computeIfAbsent(hit.schema().name(), name -> new Event());
        }
        lastTs = hit.ts();
        newestTs = Math.max(newestTs, lastTs);
        long second = lastTs / NANOS;
        last.hits++;
        if (second > last.newest) {
            last.advance(second);
        }
        if (second > last.newest - SECONDS) {
            last.counts[(int) (second % SECONDS)]++;
        }
    }

    /** The target's time: that of the newest hit, or what has gone by since it was drawn first. */
    private long now(long nanos) {
        if (newestTs != drawnTs) {
            drawnTs = newestTs;
            drawnNanos = nanos;
        }
        return drawnTs + Math.max(0, nanos - drawnNanos);
    }

    @Override
    public List<StyledText> draw(Canvas canvas, long nanos) {
        List<StyledText> lines = new ArrayList<>();
        if (events.isEmpty()) {
            lines.add(StyledText.plain("no events"));
            return lines;
        }
        long second = now(nanos) / NANOS;
        List<String> names = new ArrayList<>(events.keySet());
        names.add(0, "event");
        int name = names.stream().mapToInt(Columns::of).max().orElse(0);
        List<Event> all = new ArrayList<>(events.values());
        List<String> numbers = numbers(all, second, canvas.width() - name);
        for (int r = 0; r < names.size() && r < canvas.height(); r++) {
            String padding = " ".repeat(name - Columns.of(names.get(r)));
            String text = names.get(r) + padding + numbers.get(r);
            int room = Math.min(SECONDS, canvas.width() - Columns.of(text) - 2);
            StyledText.Builder line = StyledText.builder();
            if (r == 0) {
                String heading = room == SECONDS ? "last minute" : room + " s";
                line.add(Style.HEADING, room >= LEAST_LINE ? text + "  " + heading : text);
            } else {
                line.add(text);
                if (room >= LEAST_LINE) {
                    line.add("  ");
                    line.add(Style.STRING, line(all.get(r - 1), second, room, canvas.unicode()));
                }
            }
            lines.add(Title.cut(line.build(), canvas.width()));
        }
        return lines;
    }

    /** A heading and the numbers of each event, as many of them as there is room for. */
    private static List<String> numbers(List<Event> events, long second, int room) {
        List<List<String>> columns =
                List.of(
                        numbers("now", events, event -> event.at(second - 1)),
                        numbers(
                                "most",
                                events,
                                event -> Arrays.stream(seconds(event, second)).max().orElse(0)),
                        numbers("hits", events, event -> event.hits));
        List<String> rows = new ArrayList<>(Collections.nCopies(events.size() + 1, ""));
        for (List<String> column : columns) {
            if (rows.get(0).length() + column.get(0).length() > room) {
                break;
            }
            for (int r = 0; r < rows.size(); r++) {
                rows.set(r, rows.get(r) + column.get(r));
            }
        }
        return rows;
    }

    /** A column, as wide in each row. */
    private static List<String> numbers(
            String heading, List<Event> events, ToLongFunction<Event> number) {
        List<String> cells = new ArrayList<>(List.of(heading));
        events.forEach(event -> cells.add(Numbers.grouped(number.applyAsLong(event))));
        int width = cells.stream().mapToInt(String::length).max().orElse(0);
        return cells.stream().map(cell -> "  " + " ".repeat(width - cell.length()) + cell).toList();
    }

    /** The last seconds of an event up to the newest hit of all, a column for each. */
    public String line(String event, int columns, boolean unicode) {
        Event known = events.get(event);
        return known == null ? "" : line(known, newestTs / NANOS, columns, unicode);
    }

    private static String line(Event event, long second, int room, boolean unicode) {
        long[] seconds = seconds(event, second);
        long most = Arrays.stream(seconds).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (int i = SECONDS - room; i < SECONDS; i++) {
            line.append(Bars.level(seconds[i], most, unicode));
        }
        return line.toString();
    }

    /** The last minute up to {@code second}, the oldest first. */
    private static long[] seconds(Event event, long second) {
        long[] seconds = new long[SECONDS];
        for (int i = 0; i < SECONDS; i++) {
            seconds[i] = event.at(second - SECONDS + 1 + i);
        }
        return seconds;
    }

    @Override
    public List<String> objects(long nanos) {
        long second = now(nanos) / NANOS;
        List<String> objects = new ArrayList<>();
        events.forEach(
                (name, event) ->
                        objects.add(
                                "{\"rate\":"
                                        + Json.string(name)
                                        + ",\"hits\":"
                                        + event.hits
                                        + ",\"last_second\":"
                                        + second
                                        + ",\"seconds\":"
                                        + Arrays.toString(seconds(event, second)).replace(" ", "")
                                        + "}"));
        return objects;
    }

    @Override
    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("event,second,hits");
        long now = newestTs / NANOS;
        events.forEach(
                (name, event) -> {
                    for (long second = Math.max(0, now - SECONDS + 1); second <= now; second++) {
                        if (event.at(second) > 0) {
                            lines.add(
                                    Csv.line(
                                            List.of(
                                                    name,
                                                    Long.toString(second),
                                                    Long.toString(event.at(second)))));
                        }
                    }
                });
        return lines;
    }
}
