// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.render.StyledText;

import java.util.List;

/**
 * Where a verb's results and the stream of events go. The shell has one for a terminal (above the
 * prompt), one for batch runs (stdout and stderr) and one for {@code --json}, whose stdout holds
 * JSON objects only: items, batches and {@link #data}; everything else goes to stderr.
 */
public interface Output {

    /** A line of a result that is only for people ({@code created ...}): stderr under --json. */
    void line(StyledText line);

    /**
     * A result that is data.
     *
     * @param text the table or list that a person reads
     * @param objects the same for a program: JSON objects without line breaks
     */
    default void data(List<StyledText> text, List<String> objects) {
        text.forEach(this::line);
    }

    /** A line about a failure: stderr in a batch run. */
    void diagnostic(StyledText line);

    /** An event or gap that a verb was asked for ({@code events}). */
    void item(StreamItem item);

    /** New hits, for the live stream; {@code firstNumber} is the number of the first of them. */
    void batch(EventBatch batch, long firstNumber);

    /**
     * Bytes of a command that ran on the target, as they come; not quoted in a batch run; stderr
     * under --json.
     */
    void commandOutput(byte[] bytes, boolean error);

    /** Whether somebody sees {@link #frame} and can end by Ctrl-C what goes on. */
    default boolean isInteractive() {
        return false;
    }

    /**
     * A picture of a running verb, below all other lines and in the place of the last one; empty to
     * take it back. Drawn over it is what comes next, so a picture that is to stay is printed too.
     */
    default void frame(List<StyledText> lines) {}

    /** Lines that a {@link #frame} may have. */
    default int height() {
        return 24;
    }

    /** Whether block characters can be shown. */
    default boolean unicode() {
        return true;
    }

    /** Columns that a line may have; long lines of an error are shown in part. */
    default int width() {
        return 80;
    }
}
