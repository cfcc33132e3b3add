// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventBatch;
import io.fesh.event.StreamItem;
import io.fesh.render.StyledText;

/**
 * Where a verb's results and the stream of events go. The shell has one for a terminal (above the
 * prompt), one for batch runs (stdout and stderr) and one for {@code --json}.
 */
public interface Output {

    /** A line of a result. */
    void line(StyledText line);

    /** A line about a failure: stderr in a batch run. */
    void diagnostic(StyledText line);

    /** An event or gap that a verb was asked for ({@code events}). */
    void item(StreamItem item);

    /** New hits, for the live stream; {@code firstNumber} is the number of the first of them. */
    void batch(EventBatch batch, long firstNumber);

    /** Bytes of a command that ran on the target, as they come; not quoted in a batch run. */
    void commandOutput(byte[] bytes, boolean error);
}
