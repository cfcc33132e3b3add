// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.JsonRenderer;
import io.fesh.render.StyledText;

import java.util.List;

/** JSON objects on stdout, one a line, and nothing else there; what is for people on stderr. */
final class JsonOutput implements ShellOutput {
    private final StandardStreams streams;
    private final Theme theme;
    private final StringBuilder text = new StringBuilder();
    private JsonRenderer renderer;

    JsonOutput(StandardStreams streams, Theme theme, KernelSymbols symbols) {
        this.streams = streams;
        this.theme = theme;
        this.renderer = new JsonRenderer(symbols);
    }

    @Override
    public synchronized void symbols(KernelSymbols symbols) {
        renderer = new JsonRenderer(symbols);
    }

    @Override
    public synchronized void line(StyledText line) {
        diagnostic(line);
    }

    @Override
    public synchronized void diagnostic(StyledText line) {
        text.setLength(0);
        theme.append(text, line);
        streams.err(text.append('\n'));
    }

    @Override
    public synchronized void data(List<StyledText> lines, List<String> objects) {
        for (String object : objects) {
            text.setLength(0);
            streams.out(text.append(object).append('\n'));
        }
    }

    @Override
    public synchronized void item(StreamItem item) {
        text.setLength(0);
        renderer.append(text, item);
        streams.out(text.append('\n'));
    }

    @Override
    public synchronized void batch(EventBatch batch, long firstNumber) {
        batch.items(firstNumber, this::item);
        streams.flush();
    }

    @Override
    public synchronized void commandOutput(byte[] bytes, boolean error) {
        streams.err(bytes);
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
