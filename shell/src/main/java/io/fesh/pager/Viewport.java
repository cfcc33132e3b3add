// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import io.fesh.render.StyledText;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rows that are seen of pages, and how it moves. Rows once made stay as they are for a while,
 * so that going to and fro shows the same.
 */
final class Viewport {
    private static final int KEPT = 4_000;

    private final Pages pages;
    private final Function<StyledText, AttributedString> look;
    private final Map<Long, List<AttributedString>> made =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Long, List<AttributedString>> eldest) {
                    return size() > KEPT;
                }
            };
    private int columns;
    private int height;

    /** The entry at the top, and which of its rows is there. */
    private long top;

    private int row;

    Viewport(Pages pages, Function<StyledText, AttributedString> look, int columns, int height) {
        this.pages = pages;
        this.look = look;
        this.top = pages.first();
        size(columns, height);
    }

    void size(int newColumns, int newHeight) {
        columns = Math.max(1, newColumns);
        height = Math.max(1, newHeight);
        made.clear();
        row = 0;
        keepFull();
    }

    int height() {
        return height;
    }

    private List<AttributedString> rows(long entry) {
        return made.computeIfAbsent(entry, this::make);
    }

    private List<AttributedString> make(long entry) {
        List<AttributedString> rows = new ArrayList<>();
        for (StyledText line : pages.entry(entry)) {
            List<AttributedString> broken = look.apply(line).columnSplitLength(columns);
            rows.addAll(broken.isEmpty() ? List.of(AttributedString.EMPTY) : broken);
        }
        return rows;
    }

    void down(int rows) {
        for (int left = rows; left > 0; left--) {
            if (row + 1 < rows(top).size()) {
                row++;
            } else if (top < pages.last()) {
                top++;
                row = 0;
            }
        }
        keepFull();
    }

    void up(int rows) {
        top = Math.max(top, pages.first());
        for (int left = rows; left > 0; left--) {
            if (row > 0) {
                row--;
            } else if (top > pages.first()) {
                top--;
                row = rows(top).size() - 1;
            }
        }
    }

    void home() {
        top = pages.first();
        row = 0;
    }

    void end() {
        top = pages.last();
        row = rows(top).size() - 1;
        up(height - 1);
    }

    /** The entry comes to the top, if so much comes after it. */
    void show(long entry) {
        top = entry;
        row = 0;
        keepFull();
    }

    private void keepFull() {
        if (visible().size() < height) {
            end();
        }
    }

    List<AttributedString> visible() {
        List<AttributedString> visible = new ArrayList<>();
        int skipped = row;
        for (long entry = top; entry <= pages.last() && visible.size() < height; entry++) {
            List<AttributedString> rows = rows(entry);
            int end = Math.min(rows.size(), skipped + height - visible.size());
            visible.addAll(rows.subList(Math.min(skipped, end), end));
            skipped = 0;
        }
        return visible;
    }

    long top() {
        return top;
    }

    /** The last entry of which something is seen. */
    long bottom() {
        int left = height + row;
        long entry = top;
        for (left -= rows(entry).size(); left > 0 && entry < pages.last(); ) {
            left -= rows(++entry).size();
        }
        return entry;
    }

    boolean isAtEnd() {
        return bottom() == pages.last();
    }
}
