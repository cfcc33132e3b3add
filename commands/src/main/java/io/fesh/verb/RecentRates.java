// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory;
import io.fesh.render.Columns;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.view.Rates;

import java.util.ArrayList;
import java.util.List;

/** A column beside a table of events: how often each was hit in the last minute of the history. */
final class RecentRates {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String HEADING = "last minute";

    private RecentRates() {}

    /**
     * The table with the column, if there is room for it.
     *
     * @param table a heading, then a line for each of the events, and maybe more
     * @param names of the events, in the order of the table
     */
    static List<StyledText> beside(List<StyledText> table, List<String> names, Session session) {
        int before = table.stream().mapToInt(line -> Columns.of(line.text())).max().orElse(0) + 2;
        int room = Math.min(60, session.out().width() - before);
        if (!session.out().isInteractive() || room < HEADING.length()) {
            return table;
        }
        Rates rates = rates(session.history());
        List<StyledText> lines = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            StyledText line = table.get(i);
            StyledText.Builder wider = StyledText.builder();
            line.pieces().forEach(piece -> wider.add(piece.style(), piece.text()));
            wider.add(" ".repeat(before - Columns.of(line.text())));
            if (i == 0) {
                wider.add(Style.HEADING, HEADING);
            } else if (i <= names.size()) {
                String drawn = rates.line(names.get(i - 1), room, session.out().unicode());
                wider.add(Style.STRING, drawn);
            }
            lines.add(wider.build());
        }
        return lines;
    }

    private static Rates rates(EventHistory history) {
        Rates rates = new Rates(List.of());
        long newest = Long.MIN_VALUE;
        for (EventHistory.Kept kept : history.kept().newestFirst()) {
            EventCursor hit = kept.batch().cursor();
            long last = Long.MIN_VALUE;
            for (int i = 0; i < kept.batch().size(); i++) {
                hit.move(i, kept.first() + i);
                rates.add(hit);
                last = hit.ts();
            }
            newest = Math.max(newest, last);
            if (last != Long.MIN_VALUE && last < newest - MINUTE_NANOS) {
                break;
            }
        }
        return rates;
    }
}
