// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.CommandLines;
import io.fesh.render.EventClock;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Results and events on a terminal, above the line that is being typed. */
final class TerminalOutput implements ShellOutput {
    private final Screen screen;
    private final EventPrinter printer;
    private final CommandLines stdout;
    private final CommandLines stderr;

    private final List<StyledText> collected = new ArrayList<>();

    /** The thread whose lines are collected; null for none. */
    private Thread collecting;

    private Paging paging;
    private TextRenderer forResults;
    private KernelSymbols symbols;
    private Supplier<EventClock> clocks = EventClock::sinceBoot;
    private TextRenderer.Form form = TextRenderer.Form.LINE;

    TerminalOutput(Screen screen, Theme theme, KernelSymbols symbols) {
        this.screen = screen;
        this.forResults = renderer(symbols);
        this.printer = new EventPrinter(screen, theme, renderer(symbols)::styled);
        this.stdout = new CommandLines(printer::line);
        this.stderr = new CommandLines(printer::line);
        this.symbols = symbols;
    }

    private TextRenderer renderer(KernelSymbols names) {
        return TextRenderer.aligned(names, clocks.get(), form, screen::columns);
    }

    /** For hits in any order, whose time therefore is not told by that of others. */
    synchronized TextRenderer forAnyOrder() {
        EventClock clock = clocks.get();
        return TextRenderer.aligned(
                symbols,
                clock.isRelative() ? EventClock.sinceBoot() : clock,
                form,
                screen::columns);
    }

    /** How lines look. */
    AttributedTheme look() {
        return new AttributedTheme(printer.theme());
    }

    /** Who shows results that are longer than the screen. */
    void pager(Paging other) {
        paging = other;
    }

    @Override
    public synchronized void collect() {
        collecting = Thread.currentThread();
    }

    private synchronized boolean isCollected(StyledText line) {
        if (Thread.currentThread() != collecting) {
            return false;
        }
        collected.add(line);
        return true;
    }

    @Override
    public synchronized void symbols(KernelSymbols other) {
        symbols = other;
        newRenderers();
    }

    @Override
    public synchronized void clock(Supplier<EventClock> others) {
        clocks = others;
        newRenderers();
    }

    @Override
    public synchronized void form(TextRenderer.Form other) {
        form = other;
        newRenderers();
    }

    /** A renderer belongs to one thread, so there are two. */
    private void newRenderers() {
        printer.renderer(renderer(symbols)::styled);
        forResults = renderer(symbols);
    }

    /** From now on lines have these colours. */
    void theme(Theme theme) {
        printer.theme(theme);
    }

    @Override
    public void line(StyledText line) {
        if (!isCollected(line)) {
            printer.line(line);
        }
    }

    @Override
    public void diagnostic(StyledText line) {
        line(line);
    }

    @Override
    public void item(StreamItem item) {
        StyledText line;
        synchronized (this) {
            line = forResults.styled(item);
        }
        printer.line(line);
    }

    @Override
    public void batch(EventBatch batch, long firstNumber) {
        printer.batch(batch, firstNumber);
    }

    @Override
    public synchronized void commandOutput(byte[] bytes, boolean error) {
        (error ? stderr : stdout).add(bytes);
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void frame(List<StyledText> lines) {
        printer.picture(lines);
    }

    @Override
    public int height() {
        return screen.rows() - 1;
    }

    @Override
    public boolean unicode() {
        return screen.unicode();
    }

    @Override
    public int width() {
        return screen.columns();
    }

    @Override
    public void waiting(String what) {
        printer.transientLine(what);
    }

    @Override
    public void settle() throws InterruptedException {
        List<StyledText> result;
        synchronized (this) {
            stdout.end();
            stderr.end();
            result = List.copyOf(collected);
            collected.clear();
            collecting = null;
        }
        if (paging != null && paging.isLong(result)) {
            printer.settle();
            paging.text(result, printer::line);
        } else {
            result.forEach(printer::line);
        }
        printer.settle();
    }

    @Override
    public void close() {
        printer.close();
    }
}
