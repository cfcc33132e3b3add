// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.render.StyledText;
import io.fesh.verb.Output;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command answers: hands all on to the output of the session, and keeps the lines of results
 * while a lesson wants to see them.
 */
public final class Answer implements Output {
    /** Of a longer answer the rest is not kept. */
    private static final int MOST = 10_000;

    private final Output out;
    private final List<String> lines = new ArrayList<>();
    private boolean kept;

    public Answer(Output out) {
        this.out = out;
    }

    /** Another command begins. */
    synchronized void begin(boolean keep) {
        lines.clear();
        kept = keep;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void keep(List<StyledText> text) {
        if (kept && lines.size() < MOST) {
            text.forEach(line -> lines.add(line.text()));
        }
    }

    @Override
    public void line(StyledText line) {
        keep(List.of(line));
        out.line(line);
    }

    @Override
    public void data(List<StyledText> text, List<String> objects) {
        keep(text);
        out.data(text, objects);
    }

    @Override
    public void diagnostic(StyledText line) {
        out.diagnostic(line);
    }

    @Override
    public void item(StreamItem item) {
        out.item(item);
    }

    @Override
    public void batch(EventBatch batch, long firstNumber) {
        out.batch(batch, firstNumber);
    }

    @Override
    public void commandOutput(byte[] bytes, boolean error) {
        out.commandOutput(bytes, error);
    }

    @Override
    public boolean isInteractive() {
        return out.isInteractive();
    }

    @Override
    public void frame(List<StyledText> lines) {
        out.frame(lines);
    }

    @Override
    public int height() {
        return out.height();
    }

    @Override
    public boolean unicode() {
        return out.unicode();
    }

    @Override
    public int width() {
        return out.width();
    }
}
