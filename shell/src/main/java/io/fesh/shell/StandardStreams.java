// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * stdout and stderr of a batch run. The first is buffered until {@link #flush}, and may be closed
 * by its reader at any time ({@code | head}): nobody reads on, so the run ends, and quietly.
 */
final class StandardStreams {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final OutputStream err;
    private final boolean showWaiting;
    private final Runnable onClosed;
    private final Transcript transcript;
    private byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean closed;
    private boolean waiting;

    /**
     * @param showWaiting stderr is a terminal, on which a line can be taken back
     * @param onClosed told once that nobody reads stdout any more
     * @param transcript has both
     */
    StandardStreams(
            OutputStream out,
            OutputStream err,
            boolean showWaiting,
            Runnable onClosed,
            Transcript transcript) {
        this.transcript = transcript;
        this.out = out;
        this.err = err;
        this.showWaiting = showWaiting;
        this.onClosed = onClosed;
    }

    void out(CharSequence text) {
        out(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void out(byte[] bytes) {
        if (filled + bytes.length > buffer.length) {
            flush();
        }
        if (bytes.length > buffer.length) {
            write(bytes, bytes.length);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, bytes.length);
            filled += bytes.length;
        }
    }

    /** What goes to stderr comes after what went to stdout before it. */
    void err(byte[] bytes) {
        flush();
        waiting("");
        transcript.shown(bytes, bytes.length);
        try {
            err.write(bytes);
            err.flush();
        } catch (IOException e) {
            // there is no place left to say it
        }
    }

    void err(CharSequence text) {
        err(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void waiting(String what) {
        if (!showWaiting || what.isEmpty() && !waiting) {
            return;
        }
        waiting = !what.isEmpty();
        try {
            err.write(("\r\033[K" + what).getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // as above
        }
    }

    void flush() {
        if (filled > 0) {
            waiting("");
            int length = filled;
            filled = 0;
            write(buffer, length);
        }
    }

    private void write(byte[] bytes, int length) {
        if (closed) {
            return;
        }
        transcript.shown(bytes, length);
        try {
            out.write(bytes, 0, length);
            out.flush();
        } catch (IOException e) {
            closed = true;
            onClosed.run();
        }
    }
}
