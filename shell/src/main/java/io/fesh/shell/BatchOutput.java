// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.EventClock;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;

import java.util.function.Supplier;

/** Results and events as text on stdout, diagnostics on stderr. */
final class BatchOutput implements ShellOutput {
    private final StandardStreams streams;
    private final Theme theme;
    private final StringBuilder text = new StringBuilder();
    private TextRenderer renderer;
    private KernelSymbols symbols;
    private Supplier<EventClock> clocks = EventClock::sinceBoot;
    private TextRenderer.Form form = TextRenderer.Form.LINE;

    BatchOutput(StandardStreams streams, Theme theme, KernelSymbols symbols) {
        this.streams = streams;
        this.theme = theme;
        this.symbols = symbols;
        this.renderer = new TextRenderer(symbols);
    }

    @Override
    public synchronized void symbols(KernelSymbols other) {
        symbols = other;
        renderer = new TextRenderer(symbols, clocks.get(), form);
    }

    @Override
    public synchronized void clock(Supplier<EventClock> others) {
        clocks = others;
        renderer = new TextRenderer(symbols, clocks.get(), form);
    }

    @Override
    public synchronized void form(TextRenderer.Form other) {
        form = other;
        renderer = new TextRenderer(symbols, clocks.get(), form);
    }

    @Override
    public synchronized void line(StyledText line) {
        streams.out(styled(line));
    }

    @Override
    public synchronized void diagnostic(StyledText line) {
        streams.err(styled(line));
    }

    private CharSequence styled(StyledText line) {
        text.setLength(0);
        theme.append(text, line);
        return text.append('\n');
    }

    @Override
    public synchronized void item(StreamItem item) {
        if (theme.isPlain()) {
            text.setLength(0);
            renderer.append(text, item);
            streams.out(text.append('\n'));
        } else {
            streams.out(styled(renderer.styled(item)));
        }
    }

    @Override
    public synchronized void batch(EventBatch batch, long firstNumber) {
        batch.items(firstNumber, this::item);
        streams.flush();
    }

    @Override
    public synchronized void commandOutput(byte[] bytes, boolean error) {
        if (error) {
            streams.err(bytes);
        } else {
            streams.out(bytes);
            streams.flush();
        }
    }

    @Override
    public synchronized void waiting(String what) {
        streams.waiting(what);
    }

    @Override
    public synchronized void settle() {
        streams.flush();
    }

    @Override
    public synchronized void close() {
        streams.flush();
        streams.waiting("");
    }
}
