// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventRecord;
import io.fesh.event.FieldValue;
import io.fesh.render.Columns;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Two hits field by field:
 *
 * <pre>
 *   field   #3                #9
 *   event   SyS_openat        SyS_openat
 * * time    2.833190          2.833191     1.0 us later
 * * path    "/etc/hostname"   "/dev/null"
 * </pre>
 *
 * Of stacks the functions are listed from the innermost on: {@code -} those of the first only,
 * {@code +} those of the second only.
 */
public final class HitDiff {
    private static final String BETWEEN = "  ";
    private static final int LEAST_CELL = 8;

    /**
     * @param first empty if the first hit has no such field
     */
    private record Pair(String name, String first, String second, String note, boolean same) {}

    private final EventRecord first;
    private final EventRecord second;
    private final Values values;
    private final List<Pair> pairs = new ArrayList<>();

    public HitDiff(EventRecord first, EventRecord second, Values values) {
        this.first = first;
        this.second = second;
        this.values = values;
        compare();
    }

    private void compare() {
        put("event", first.schema().name(), second.schema().name(), "");
        long later = second.ts() - first.ts();
        String note = Numbers.duration(Math.abs(later)) + (later < 0 ? " earlier" : " later");
        put("time", time(first), time(second), later == 0 ? "" : note);
        Set<String> names = new LinkedHashSet<>(Column.names(first.schema()));
        names.addAll(Column.names(second.schema()));
        List<String> owns = List.of("pid", "tgid", "comm", "cpu", "caller");
        owns.forEach(name -> put(name, text(first, name), text(second, name), ""));
        for (String name : names) {
            if (!owns.contains(name) && !(isStack(first, name) || isStack(second, name))) {
                put(name, text(first, name), text(second, name), difference(name));
            }
        }
    }

    private void put(String name, String one, String other, String note) {
        pairs.add(new Pair(name, one, other, note, one.equals(other)));
    }

    private static String time(EventRecord hit) {
        String micros = Long.toString(hit.ts() % 1_000_000_000 / 1_000);
        return hit.ts() / 1_000_000_000 + "." + "0".repeat(6 - micros.length()) + micros;
    }

    private String text(EventRecord hit, String name) {
        Optional<Column> column = Column.of(hit.schema(), name);
        return column.map(each -> values.text(each, each.of(hit))).orElse("");
    }

    private Optional<FieldValue> value(EventRecord hit, String name) {
        return Column.of(hit.schema(), name).map(column -> column.of(hit));
    }

    /** How much larger the second number is. */
    private String difference(String name) {
        Optional<Column> column = Column.of(first.schema(), name);
        boolean quantity = column.filter(Column::isQuantity).isPresent();
        if (quantity
                && value(first, name).orElseThrow() instanceof FieldValue.Num one
                && value(second, name).orElse(null) instanceof FieldValue.Num other
                && one.bits() != other.bits()) {
            long more = other.bits() - one.bits();
            return (more > 0 ? "+" : "") + Numbers.grouped(more);
        }
        return "";
    }

    private boolean isStack(EventRecord hit, String name) {
        return value(hit, name).filter(value -> value instanceof FieldValue.Stack).isPresent();
    }

    public List<StyledText> draw(int width) {
        List<StyledText> lines = new ArrayList<>();
        int name = "field".length();
        int left = 1 + Long.toString(first.number()).length();
        int right = 1 + Long.toString(second.number()).length();
        for (Pair pair : pairs) {
            name = Math.max(name, pair.name().length());
            left = Math.max(left, Columns.of(pair.first()));
            right = Math.max(right, Columns.of(pair.second()));
        }
        // both sides may have as much of a narrow terminal
        int room = Math.max(2 * LEAST_CELL, width - name - 6);
        int cell = Math.max(LEAST_CELL, Math.max(room / 2, room - Math.min(left, right)));
        left = Math.min(left, cell);
        right = Math.min(right, cell);
        String head = row("field", "#" + first.number(), "#" + second.number(), name, left, right);
        lines.add(Title.cut(StyledText.of(Style.HEADING, "  " + head.stripTrailing()), width));
        for (Pair pair : pairs) {
            String row = row(pair.name(), pair.first(), pair.second(), name, left, right);
            String text = (pair.same() ? "  " : "* ") + row + BETWEEN + pair.note();
            Style style = pair.same() ? Style.DIM : Style.HINT;
            lines.add(Title.cut(StyledText.of(style, text.stripTrailing()), width));
        }
        stacks(lines, width);
        return lines;
    }

    private static String row(
            String name, String one, String other, int nameWidth, int left, int right) {
        return padded(name, nameWidth)
                + BETWEEN
                + padded(one, left)
                + BETWEEN
                + padded(other, right);
    }

    private static String padded(String text, int width) {
        String cut = Columns.of(text) > width ? Title.cut(text, width - 1) + "~" : text;
        return cut + " ".repeat(Math.max(0, width - Columns.of(cut)));
    }

    private List<String> frames(EventRecord hit) {
        for (FieldValue value : hit.values()) {
            if (value instanceof FieldValue.Stack stack) {
                return stack.frames().stream()
                        .map(frame -> Quoting.visible(values.symbol(frame)))
                        .toList();
            }
        }
        return List.of();
    }

    private void stacks(List<StyledText> lines, int width) {
        List<String> one = frames(first);
        List<String> other = frames(second);
        if (one.isEmpty() && other.isEmpty()) {
            return;
        }
        lines.add(StyledText.of(Style.HEADING, "  stack"));
        int inner = common(one, other, 0, false);
        int outer = common(one, other, inner, true);
        for (String frame : one.subList(0, inner)) {
            frame(lines, "    ", frame, Style.DIM, width);
        }
        for (String frame : one.subList(inner, one.size() - outer)) {
            frame(lines, "  - ", frame, Style.ERROR, width);
        }
        for (String frame : other.subList(inner, other.size() - outer)) {
            frame(lines, "  + ", frame, Style.STRING, width);
        }
        for (String frame : one.subList(one.size() - outer, one.size())) {
            frame(lines, "    ", frame, Style.DIM, width);
        }
    }

    private static void frame(
            List<StyledText> lines, String mark, String frame, Style style, int width) {
        lines.add(Title.cut(StyledText.of(style, mark + frame), width));
    }

    /**
     * How many functions both have at one end.
     *
     * @param but so many at the other end are counted already
     */
    private static int common(List<String> one, List<String> other, int but, boolean fromEnd) {
        int most = Math.min(one.size(), other.size()) - but;
        int count = 0;
        while (count < most
                && Objects.equals(
                        one.get(fromEnd ? one.size() - 1 - count : count),
                        other.get(fromEnd ? other.size() - 1 - count : count))) {
            count++;
        }
        return count;
    }

    public List<String> objects() {
        StringBuilder out = new StringBuilder("{\"diff\":[");
        out.append(first.number()).append(',').append(second.number());
        out.append("],\"ns\":").append(second.ts() - first.ts()).append(",\"fields\":[");
        Set<String> names = new LinkedHashSet<>(Column.names(first.schema()));
        names.addAll(Column.names(second.schema()));
        String separator = "";
        for (String name : names) {
            String one = json(first, name);
            String other = json(second, name);
            out.append(separator).append("{\"name\":").append(Json.string(name));
            out.append(",\"first\":").append(one).append(",\"second\":").append(other);
            out.append(",\"same\":").append(one.equals(other)).append('}');
            separator = ",";
        }
        return List.of(out.append("]}").toString());
    }

    private String json(EventRecord hit, String name) {
        Optional<Column> column = Column.of(hit.schema(), name);
        return column.map(each -> values.json(each, each.of(hit))).orElse("null");
    }

    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("field,first,second,same");
        for (Pair pair : pairs) {
            lines.add(
                    Csv.line(
                            List.of(
                                    pair.name(),
                                    pair.first(),
                                    pair.second(),
                                    Boolean.toString(pair.same()))));
        }
        return lines;
    }
}
