// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventView;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/**
 * How the numbers of a column are spread:
 *
 * <pre>
 * vfs_read by count: 1,234 hits in 5.0 s
 * [512, 1K)    34 ████
 * [1K, 2K)    200 ████████████████████████
 * [2K, 4K)  1,000 ████████████████████████████████████████████████████████████
 * p50 2,048  p90 4,000  p99 4,010  p99.9 4,011  max 4,011  sum 3,004,102
 * </pre>
 */
public final class Histogram implements View {
    private static final int[] PERCENTILES = {500, 900, 990, 999};
    private static final int LEAST_BAR = 4;

    /** How the numbers are put into buckets. */
    public enum Scaling {
        /** By what there is. */
        AUTO,
        LOG2,
        LINEAR
    }

    private final String event;
    private final Column column;
    private final boolean isTime;
    private final Scaling scaling;
    private final Distribution numbers;
    private long faults;

    /**
     * @param isTime its numbers are nanoseconds
     */
    public Histogram(String event, Column column, boolean isTime, Scaling scaling) {
        this.event = event;
        this.column = column;
        this.isTime = isTime;
        this.scaling = scaling;
        this.numbers = new Distribution(column.isUnsigned() && !isTime);
    }

    @Override
    public void add(EventView hit) {
        if (hit.isFault(column.index())) {
            faults++;
        } else {
            numbers.add(hit.bits(column.index()));
        }
    }

    private Buckets buckets() {
        return Buckets.of(numbers, scaling, isTime);
    }

    @Override
    public List<StyledText> draw(Canvas canvas, long nanos) {
        List<StyledText> lines = new ArrayList<>();
        int width = canvas.width();
        lines.add(Title.line(event, column.name(), numbers.count() + faults, nanos, width));
        List<Buckets.Bucket> list = buckets().list();
        int label = 0;
        int count = 0;
        long most = 0;
        for (Buckets.Bucket bucket : list) {
            label = Math.max(label, bucket.label().length());
            count = Math.max(count, Numbers.grouped(bucket.count()).length());
            most = Math.max(most, bucket.count());
        }
        int room = width - label - count - 3;
        for (Buckets.Bucket bucket : list) {
            String number = Numbers.grouped(bucket.count());
            StyledText.Builder line = StyledText.builder();
            String padding = " ".repeat(label - bucket.label().length());
            boolean range = bucket.label().startsWith("[") || bucket.label().startsWith("(");
            line.add((range ? bucket.label() + padding : padding + bucket.label()) + "  ");
            line.add(Style.NUMBER, " ".repeat(count - number.length()) + number);
            if (room >= LEAST_BAR && bucket.count() > 0) {
                line.add(" ");
                line.add(Style.STRING, Bars.bar(bucket.count(), most, room, canvas.unicode()));
            }
            lines.add(Title.cut(line.build(), width));
        }
        summary(lines, width);
        return lines;
    }

    /** Percentiles and the like, as many on a line as fit. */
    private void summary(List<StyledText> lines, int width) {
        List<String> words = new ArrayList<>();
        if (numbers.count() > 0) {
            Distribution.Sorted sorted = numbers.sorted();
            for (int perMille : PERCENTILES) {
                words.add(name(perMille) + " " + text(sorted.percentile(perMille)));
            }
            words.add("max " + text(numbers.max()));
            words.add("sum " + sum());
        }
        Wrapping.words(words, width).forEach(line -> lines.add(StyledText.of(Style.DIM, line)));
        if (numbers.significantBits() < Long.SIZE) {
            String note = "percentiles are rounded to " + numbers.significantBits() + " bits";
            lines.add(Title.cut(StyledText.of(Style.DIM, note), width));
        }
        if (faults > 0) {
            String note = Numbers.count(faults, "hit", "hits") + " without a value (fault)";
            lines.add(Title.cut(StyledText.of(Style.FAULT, note), width));
        }
    }

    private static String name(int perMille) {
        return "p" + perMille / 10 + (perMille % 10 == 0 ? "" : "." + perMille % 10);
    }

    private String text(long value) {
        if (isTime) {
            return Numbers.duration(value);
        }
        return numbers.isUnsigned() && value < 0
                ? Long.toUnsignedString(value)
                : Numbers.grouped(value);
    }

    private String sum() {
        return numbers.sum().bitLength() < Long.SIZE
                ? text(numbers.sum().longValue())
                : numbers.sum().toString();
    }

    @Override
    public List<String> objects(long nanos) {
        StringBuilder out = new StringBuilder("{\"hist\":");
        out.append(Json.string(event));
        out.append(",\"by\":").append(Json.string(column.name()));
        out.append(",\"ns\":").append(nanos);
        out.append(",\"count\":").append(numbers.count());
        out.append(",\"faults\":").append(faults);
        if (numbers.count() > 0) {
            Distribution.Sorted sorted = numbers.sorted();
            for (int perMille : PERCENTILES) {
                out.append(",\"").append(name(perMille)).append("\":");
                out.append(number(sorted.percentile(perMille)));
            }
            out.append(",\"min\":").append(number(numbers.min()));
            out.append(",\"max\":").append(number(numbers.max()));
            out.append(",\"sum\":").append(numbers.sum());
            out.append(",\"bits\":").append(numbers.significantBits());
        }
        out.append(",\"buckets\":[");
        String separator = "";
        for (Buckets.Bucket bucket : buckets().list()) {
            out.append(separator).append("{\"min\":").append(number(bucket.first()));
            out.append(",\"max\":").append(number(bucket.last()));
            out.append(",\"count\":").append(bucket.count()).append('}');
            separator = ",";
        }
        return List.of(out.append("]}").toString());
    }

    @Override
    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("min,max,count");
        for (Buckets.Bucket bucket : buckets().list()) {
            lines.add(number(bucket.first()) + "," + number(bucket.last()) + "," + bucket.count());
        }
        return lines;
    }

    private String number(long value) {
        return numbers.isUnsigned() ? Long.toUnsignedString(value) : Long.toString(value);
    }
}
