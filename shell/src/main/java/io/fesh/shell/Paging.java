// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventHistory;
import io.fesh.event.StreamGate;
import io.fesh.kernel.KernelSymbols;
import io.fesh.pager.HitPages;
import io.fesh.pager.Pager;
import io.fesh.pager.TextPages;
import io.fesh.render.Columns;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.settings.Settings;
import io.fesh.symbols.SymbolIndex;
import io.fesh.verb.StreamPause;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** When a pager is opened: on the hits that have gone by, and on results longer than the screen. */
final class Paging {
    private final Console console;
    private final TerminalOutput out;
    private final LiveSession session;

    Paging(Console console, TerminalOutput out, LiveSession session) {
        this.console = console;
        this.out = out;
        this.session = session;
    }

    /** The hits that are kept, from the newest back. */
    void hits(boolean pageBack) {
        EventHistory history = session.history();
        if (history.oldest() > history.total()) {
            out.line(StyledText.plain("no hits yet"));
            return;
        }
        KernelSymbols names = session.view().knownSymbols().orElse(SymbolIndex.EMPTY);
        HitPages pages = new HitPages(history, out.forAnyOrder(), new TextRenderer(names));
        still(
                () ->
                        console.look(
                                pages,
                                out.look()::text,
                                pager -> {
                                    pager.toEnd();
                                    if (pageBack) {
                                        pager.pageUp();
                                    }
                                }));
    }

    /** Whether a result is for the pager. */
    boolean isLong(List<StyledText> lines) {
        if (!console.hasScreen() || !session.settings().isOn(Settings.PAGER)) {
            return false;
        }
        int columns = console.screen().columns();
        int room = console.screen().rows() - 1;
        for (StyledText line : lines) {
            for (String row : line.text().split("\n", -1)) {
                room -= Math.max(1, (Columns.of(row) + columns - 1) / columns);
            }
        }
        return room < 0;
    }

    /** A result; what of it was seen last stays on the screen. */
    void text(List<StyledText> lines, Consumer<StyledText> left) {
        TextPages pages = new TextPages(lines);
        Pager.Seen seen = still(() -> console.look(pages, out.look()::text, pager -> {}));
        lines.subList((int) seen.top(), (int) seen.bottom() + 1).forEach(left);
        String place = pages.place(seen.top(), seen.bottom());
        left.accept(StyledText.of(Style.DIM, "... " + place + "; set pager off shows all here"));
    }

    /** The stream stands still meanwhile; how much has passed is said. */
    private Pager.Seen still(Supplier<Pager.Seen> looking) {
        StreamGate stream = session.stream();
        boolean held = stream.pause();
        try {
            return looking.get();
        } finally {
            if (held) {
                StreamPause.goOn(session);
            }
        }
    }
}
