// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.render.CommandLines;
import io.fesh.render.StyledText;
import io.fesh.snippet.Host;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** What snippets print: whole lines for the session's output, which knows where they may go. */
final class Printed extends OutputStream {
    private final Host host;
    private final CommandLines lines;

    Printed(Host host, Consumer<StyledText> lines) {
        this.host = host;
        this.lines = new CommandLines(lines);
    }

    @Override
    public void write(int b) {
        add(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        add(Arrays.copyOfRange(bytes, from, from + length));
    }

    private void add(byte[] bytes) {
        host.run(
                () -> {
                    synchronized (this) {
                        lines.add(bytes);
                    }
                });
    }

    /** A line that lacks its line break is shown now. */
    synchronized void end() {
        lines.end();
    }
}
