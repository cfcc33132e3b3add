// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.verb.Output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All that a user of a batch run would see, in order. */
public final class RecordingOutput implements Output {
    private final TextRenderer renderer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<String> objects = new ArrayList<>();
    private final List<String> diagnostics = new ArrayList<>();

    public RecordingOutput(KernelSymbols symbols) {
        renderer = new TextRenderer(symbols);
    }

    /** The lines since the last call. */
    public synchronized List<String> take() {
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        bytes.reset();
        return lines;
    }

    /** The JSON objects so far. */
    public synchronized List<String> objects() {
        return List.copyOf(objects);
    }

    public synchronized List<String> diagnostics() {
        return List.copyOf(diagnostics);
    }

    private synchronized void write(String line) {
        bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void line(StyledText line) {
        write(line.text());
    }

    @Override
    public synchronized void data(List<StyledText> text, List<String> json) {
        text.forEach(this::line);
        objects.addAll(json);
    }

    @Override
    public synchronized void diagnostic(StyledText line) {
        diagnostics.add(line.text());
        write(line.text());
    }

    @Override
    public synchronized void item(StreamItem item) {
        StringBuilder out = new StringBuilder();
        renderer.append(out, item);
        write(out.toString());
    }

    @Override
    public void batch(EventBatch batch, long firstNumber) {
        batch.items(firstNumber, this::item);
    }

    @Override
    public synchronized void commandOutput(byte[] output, boolean error) {
        bytes.writeBytes(output);
    }
}
