// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.render.Columns;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of numbers with the keys that they belong to behind them. Where a line is too short for all,
 * the first number and the keys are what stays.
 */
final class Grid {
    private static final String BETWEEN = "  ";

    /**
     * @param numbers as wide in each row
     * @param keys as wide in each row
     */
    record Row(String numbers, String keys) {
        String text() {
            return numbers + keys;
        }
    }

    private final int numbers;
    private final int widest;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param numbers how many cells of a row are numbers
     * @param widest columns of a key, at most
     */
    Grid(int numbers, int widest) {
        this.numbers = numbers;
        this.widest = widest;
    }

    void row(List<String> cells) {
        List<String> cut = new ArrayList<>();
        for (String cell : cells) {
            cut.add(Title.cut(cell, widest));
        }
        rows.add(cut);
    }

    List<Row> rows(int width) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
            }
        }
        int all = -BETWEEN.length();
        for (int cell : widths) {
            all += cell + BETWEEN.length();
        }
        int shown = all > width ? 1 : numbers;
        return rows.stream().map(row -> row(row, widths, shown)).toList();
    }

    private Row row(List<String> cells, int[] widths, int shown) {
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            left.append(i == 0 ? "" : BETWEEN).append(padding(cells.get(i), widths[i]));
            left.append(cells.get(i));
        }
        StringBuilder right = new StringBuilder();
        for (int i = numbers; i < cells.size(); i++) {
            right.append(BETWEEN).append(cells.get(i)).append(padding(cells.get(i), widths[i]));
        }
        return new Row(left.toString(), right.toString());
    }

    private static String padding(String cell, int width) {
        return " ".repeat(Math.max(0, width - Columns.of(cell)));
    }
}
