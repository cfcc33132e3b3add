// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, each column as wide as its widest cell. */
public final class Table {
    private static final String BETWEEN = "  ";

    /** A column: what stands over it, and to which side its cells go. */
    public record Column(String heading, boolean toTheRight) {}

    private final List<Column> columns;
    private final List<String[]> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    public static Column left(String heading) {
        return new Column(heading, false);
    }

    public static Column right(String heading) {
        return new Column(heading, true);
    }

    /** One cell a column: text, or a number that is written with its thousands apart. */
    public void row(Object... cells) {
        String[] row = new String[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] =
                    cells[i] instanceof Long number
                            ? Numbers.grouped(number)
                            : Quoting.visible(cells[i].toString());
        }
        rows.add(row);
    }

    public List<StyledText> lines() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = columns.get(i).heading().length();
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], Columns.of(row[i]));
            }
        }
        List<StyledText> lines = new ArrayList<>();
        String[] headings = columns.stream().map(Column::heading).toArray(String[]::new);
        lines.add(StyledText.of(Style.HEADING, line(headings, widths)));
        for (String[] row : rows) {
            lines.add(StyledText.plain(line(row, widths)));
        }
        return lines;
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(widths[i] - Columns.of(cells[i]));
            out.append(i == 0 ? "" : BETWEEN);
            out.append(columns.get(i).toTheRight() ? padding + cells[i] : cells[i] + padding);
        }
        return out.toString().stripTrailing();
    }
}
