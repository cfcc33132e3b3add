// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.api.FeshException;
import io.fesh.render.CommandLines;
import io.fesh.render.StyledText;
import io.fesh.snippet.Host;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** What snippets print: whole lines for the session's output, which knows where they may go. */
final class Printed extends OutputStream {
    private final Host host;
    private final CommandLines lines;
    private PrintStream oldOut;
    private PrintStream oldErr;
    private InputStream oldIn;

    Printed(Host host, Consumer<StyledText> lines) {
        this.host = host;
        this.lines = new CommandLines(lines);
    }

    /** From now on; what snippets read is not the terminal, which is the prompt's. */
    synchronized void redirect() {
        if (oldOut == null) {
            oldOut = System.out;
            oldErr = System.err;
            oldIn = System.in;
            PrintStream stream = stream();
            System.setOut(stream);
            System.setErr(stream);
            System.setIn(new OfThePrompt());
        }
    }

    /** One that a snippet cannot close for those after it. */
    private PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush();
            }
        };
    }

    /** Who reads would take what is typed at the prompt, or never come back. */
    private static final class OfThePrompt extends InputStream {
        @Override
        public int read() {
            throw new FeshException(
                    "System.in is the prompt's, a snippet cannot read it",
                    "try: Files.readString(Path.of(\"/etc/hostname\"))");
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            return read();
        }
    }

    /** What a snippet has set is left to those after it, but nothing at all is no stream. */
    synchronized void repair() {
        if (System.out == null) {
            System.setOut(stream());
        }
        if (System.err == null) {
            System.setErr(stream());
        }
    }

    /** As it was before {@link #redirect}. */
    synchronized void restore() {
        if (oldOut != null) {
            System.setOut(oldOut);
            System.setErr(oldErr);
            System.setIn(oldIn);
            oldOut = null;
        }
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
