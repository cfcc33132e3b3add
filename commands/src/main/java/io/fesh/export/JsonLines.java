// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.JsonRenderer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The objects of {@code --json}, one a line. */
public final class JsonLines implements Exporter {
    private final OutputStream out;
    private final JsonRenderer renderer;
    private final StringBuilder line = new StringBuilder();

    public JsonLines(OutputStream out, KernelSymbols symbols) {
        this.out = out;
        this.renderer = new JsonRenderer(symbols);
    }

    @Override
    public void item(StreamItem item) throws IOException {
        line.setLength(0);
        renderer.append(line, item);
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
}
