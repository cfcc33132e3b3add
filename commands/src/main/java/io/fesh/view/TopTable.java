// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventView;
import io.fesh.render.Columns;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/**
 * The most frequent combinations of values:
 *
 * <pre>
 * SyS_openat by comm, path: 1,234 hits in 5.0 s
 * count  share      /s  comm  path
 *   800  64.8%   160.0  cat   "/etc/hostname"  ████████████████
 *   434  35.1%    86.8  sh    "/dev/null"      ████████▌
 * </pre>
 */
public final class TopTable implements View {
    private static final int LEAST_BAR = 6;
    private static final int MOST_BAR = 40;
    private static final int WIDEST_KEY = 60;
    private static final int NUMBERS = 3;

    private final String event;
    private final List<Column> columns;
    private final KeyCounts counts;
    private final Values values;
    private final int most;

    /**
     * @param most lines to show
     */
    public TopTable(String event, List<Column> columns, Values values, int most) {
        this.event = event;
        this.columns = List.copyOf(columns);
        this.counts = new KeyCounts(columns);
        this.values = values;
        this.most = most;
    }

    @Override
    public void add(EventView hit) {
        counts.add(hit);
    }

    private String by() {
        return String.join(", ", columns.stream().map(Column::name).toList());
    }

    @Override
    public List<StyledText> draw(Canvas canvas, long nanos) {
        List<StyledText> lines = new ArrayList<>();
        int width = canvas.width();
        lines.add(Title.line(event, by(), counts.hits(), nanos, width));
        // the title, the headings and what is said of the rest
        int rows = Math.min(most, Math.max(1, canvas.height() - 3));
        List<KeyCounts.Key> shown = counts.sorted(rows);
        if (!shown.isEmpty()) {
            rows(lines, shown, canvas, nanos);
        }
        if (shown.size() < counts.keys() || counts.others() > 0) {
            long hits = counts.hits();
            for (KeyCounts.Key key : shown) {
                hits -= key.count();
            }
            String more =
                    counts.others() > 0
                            ? "too many to be told apart"
                            : Numbers.grouped(counts.keys() - shown.size()) + " more";
            String rest = "... " + more + ", " + Numbers.count(hits, "hit", "hits");
            lines.add(Title.cut(StyledText.of(Style.DIM, rest), width));
        }
        return lines;
    }

    private void rows(List<StyledText> lines, List<KeyCounts.Key> keys, Canvas canvas, long nanos) {
        List<String> headings = new ArrayList<>(List.of("count", "share", "/s"));
        columns.forEach(column -> headings.add(column.name()));
        Grid grid = new Grid(NUMBERS, WIDEST_KEY);
        grid.row(headings);
        keys.forEach(key -> grid.row(cells(key, nanos)));
        List<Grid.Row> rows = grid.rows(canvas.width());
        long largest = keys.get(0).count();
        for (int r = 0; r < rows.size(); r++) {
            Grid.Row row = rows.get(r);
            int room = Math.min(MOST_BAR, canvas.width() - Columns.of(row.text()) - 2);
            StyledText.Builder line = StyledText.builder();
            line.add(r == 0 ? Style.HEADING : Style.NUMBER, row.numbers());
            if (r > 0 && room >= LEAST_BAR) {
                line.add(row.keys() + "  ");
                long count = keys.get(r - 1).count();
                line.add(Style.STRING, Bars.bar(count, largest, room, canvas.unicode()));
            } else {
                line.add(r == 0 ? Style.HEADING : Style.PLAIN, row.keys().stripTrailing());
            }
            lines.add(Title.cut(line.build(), canvas.width()));
        }
    }

    private List<String> cells(KeyCounts.Key key, long nanos) {
        List<String> cells = new ArrayList<>();
        cells.add(Numbers.grouped(key.count()));
        cells.add(tenths(1000.0 * key.count() / counts.hits()) + "%");
        cells.add(nanos <= 0 ? "" : tenths(1e10 * key.count() / nanos));
        for (int i = 0; i < columns.size(); i++) {
            cells.add(values.text(columns.get(i), key.values().get(i)));
        }
        return cells;
    }

    /** Of a number of tenths: {@code 1,234.5}. */
    private static String tenths(double tenths) {
        long rounded = (long) tenths;
        return Numbers.grouped(rounded / 10) + "." + rounded % 10;
    }

    @Override
    public List<String> objects(long nanos) {
        List<String> objects = new ArrayList<>();
        for (KeyCounts.Key key : counts.sorted(most)) {
            StringBuilder out = new StringBuilder("{\"top\":").append(Json.string(event));
            out.append(",\"count\":").append(key.count());
            out.append(",\"of\":").append(counts.hits());
            out.append(",\"ns\":").append(nanos);
            out.append(",\"keys\":{");
            for (int i = 0; i < columns.size(); i++) {
                out.append(i == 0 ? "" : ",").append(Json.string(columns.get(i).name()));
                out.append(':').append(values.json(columns.get(i), key.values().get(i)));
            }
            objects.add(out.append("}}").toString());
        }
        return objects;
    }

    @Override
    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>(List.of("count"));
        columns.forEach(column -> cells.add(column.name()));
        lines.add(Csv.line(cells));
        for (KeyCounts.Key key : counts.sorted(most)) {
            cells.clear();
            cells.add(Long.toString(key.count()));
            for (int i = 0; i < columns.size(); i++) {
                cells.add(values.text(columns.get(i), key.values().get(i)));
            }
            lines.add(Csv.line(cells));
        }
        return lines;
    }
}
