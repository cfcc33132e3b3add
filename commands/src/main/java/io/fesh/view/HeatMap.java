// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventView;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the numbers of a column are spread over time: a row for each bucket, the largest numbers on
 * top, and a column for each slice of time, shaded by the logarithm of how many there were.
 *
 * <pre>
 * vfs_read by duration: 1,234 hits in 5.0 s
 * [1us, 2us)    | ░  ░▒|
 * [512ns, 1us)  |▓█▓██▓|
 *                0   5.0 s
 * </pre>
 */
public final class HeatMap implements View {
    private static final int MOST_SLICES = 512;
    private static final long FIRST_SLICE_NANOS = 1_000;
    private static final int MOST_BUCKETS = 2 * Long.SIZE + 1;

    private final String event;
    private final Column column;
    private final Scale scale;

    /** The first number of each bucket, in order, and beside it how many in each slice. */
    private final long[] firsts = new long[MOST_BUCKETS];

    private final long[][] counts = new long[MOST_BUCKETS][];
    private int buckets;
    private long sliceNanos = FIRST_SLICE_NANOS;
    private long start = -1;
    private int slices;
    private long hits;
    private long faults;

    /**
     * @param isTime its numbers are nanoseconds
     */
    public HeatMap(String event, Column column, boolean isTime) {
        this.event = event;
        this.column = column;
        this.scale = isTime ? new Scale.Time() : new Scale.Log2(column.isUnsigned());
    }

    @Override
    public void add(EventView hit) {
        hits++;
        if (hit.isFault(column.index())) {
            faults++;
            return;
        }
        start = start < 0 ? hit.ts() : start;
        // hits of several CPUs may come a little out of their order
        long since = Math.max(0, hit.ts() - start);
        while (since / sliceNanos >= MOST_SLICES) {
            widen();
        }
        int slice = (int) (since / sliceNanos);
        slices = Math.max(slices, slice + 1);
        counts[bucket(hit.bits(column.index()))][slice]++;
    }

    private int bucket(long value) {
        long first = scale.first(value);
        int at = 0;
        while (at < buckets && isBelow(firsts[at], first)) {
            at++;
        }
        if (at < buckets && firsts[at] == first) {
            return at;
        }
        System.arraycopy(firsts, at, firsts, at + 1, buckets - at);
        System.arraycopy(counts, at, counts, at + 1, buckets - at);
        firsts[at] = first;
        counts[at] = new long[MOST_SLICES];
        buckets++;
        return at;
    }

    private boolean isBelow(long one, long other) {
        return scale instanceof Scale.Log2 log && log.unsigned()
                ? Long.compareUnsigned(one, other) < 0
                : one < other;
    }

    /** Two slices become one. */
    private void widen() {
        sliceNanos *= 2;
        slices = (slices + 1) / 2;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long[] old = counts[bucket];
            for (int i = 0; i < MOST_SLICES / 2; i++) {
                old[i] = old[2 * i] + old[2 * i + 1];
            }
            Arrays.fill(old, MOST_SLICES / 2, MOST_SLICES, 0);
        }
    }

    private long last(int bucket) {
        return scale.last(firsts[bucket]);
    }

    @Override
    public List<StyledText> draw(Canvas canvas, long nanos) {
        List<StyledText> lines = new ArrayList<>();
        int width = canvas.width();
        lines.add(Title.line(event, column.name(), hits, nanos, width));
        if (buckets > 0) {
            rows(lines, canvas);
        }
        if (faults > 0) {
            String note = Numbers.count(faults, "hit", "hits") + " without a value (fault)";
            lines.add(Title.cut(StyledText.of(Style.FAULT, note), width));
        }
        return lines;
    }

    private void rows(List<StyledText> lines, Canvas canvas) {
        List<Row> rows = rows();
        int label = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        int room = Math.max(1, canvas.width() - label - 4);
        int joined = (slices + room - 1) / room;
        int shown = (slices + joined - 1) / joined;
        long most = 0;
        for (Row row : rows) {
            most =
                    Math.max(
                            most,
                            Arrays.stream(joined(row.counts(), joined, shown)).max().orElse(0));
        }
        for (Row row : rows) {
            StringBuilder shades = new StringBuilder();
            for (long count : joined(row.counts(), joined, shown)) {
                shades.append(Bars.shade(count, most, canvas.unicode()));
            }
            StyledText line =
                    StyledText.builder()
                            .add(row.label() + " ".repeat(label - row.label().length()) + "  |")
                            .add(Style.STRING, shades.toString())
                            .add("|")
                            .build();
            lines.add(Title.cut(line, canvas.width()));
        }
        legend(lines, canvas, label, joined * sliceNanos, shown, most);
    }

    private void legend(
            List<StyledText> lines, Canvas canvas, int label, long slice, int shown, long most) {
        String end = Numbers.duration(slice * shown);
        String axis = "0" + " ".repeat(Math.max(1, shown - 1 - end.length())) + end;
        axis = label + 3 + axis.length() > canvas.width() ? "0" : axis;
        lines.add(
                Title.cut(StyledText.of(Style.DIM, " ".repeat(label + 3) + axis), canvas.width()));
        List<String> words =
                List.of(
                        "a column: " + Numbers.duration(slice),
                        Bars.shades(canvas.unicode())
                                + ": 1 to "
                                + Numbers.count(most, "hit", "hits"));
        Wrapping.words(words, canvas.width())
                .forEach(line -> lines.add(StyledText.of(Style.DIM, line)));
    }

    private record Row(String label, long[] counts) {}

    /** From the largest numbers down, with the empty buckets between them. */
    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        long[] none = new long[MOST_SLICES];
        long value = firsts[0];
        for (int bucket = 0; bucket < buckets; ) {
            long first = scale.first(value);
            boolean there = firsts[bucket] == first;
            rows.add(
                    0,
                    new Row(scale.label(first, scale.last(value)), there ? counts[bucket] : none));
            bucket += there ? 1 : 0;
            value = scale.last(value) + 1;
        }
        return rows;
    }

    /** So many slices each in one. */
    private static long[] joined(long[] counts, int joined, int shown) {
        long[] sums = new long[shown];
        for (int i = 0; i < joined * shown && i < counts.length; i++) {
            sums[i / joined] += counts[i];
        }
        return sums;
    }

    private String number(long value) {
        boolean unsigned = scale instanceof Scale.Log2 log && log.unsigned();
        return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
    }

    @Override
    public List<String> objects(long nanos) {
        StringBuilder out = new StringBuilder("{\"heat\":").append(Json.string(event));
        out.append(",\"by\":").append(Json.string(column.name()));
        out.append(",\"count\":").append(hits - faults);
        out.append(",\"faults\":").append(faults);
        out.append(",\"start\":").append(Math.max(0, start));
        out.append(",\"slice_ns\":").append(sliceNanos);
        out.append(",\"buckets\":[");
        for (int bucket = 0; bucket < buckets; bucket++) {
            out.append(bucket == 0 ? "" : ",").append("{\"min\":").append(number(firsts[bucket]));
            out.append(",\"max\":").append(number(last(bucket)));
            out.append(",\"counts\":");
            long[] all = Arrays.copyOf(counts[bucket], slices);
            out.append(Arrays.toString(all).replace(" ", "")).append('}');
        }
        return List.of(out.append("]}").toString());
    }

    @Override
    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("start,min,max,count");
        for (int slice = 0; slice < slices; slice++) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                long count = counts[bucket][slice];
                if (count > 0) {
                    long at = start + slice * sliceNanos;
                    String range = number(firsts[bucket]) + "," + number(last(bucket));
                    lines.add(at + "," + range + "," + count);
                }
            }
        }
        return lines;
    }
}
