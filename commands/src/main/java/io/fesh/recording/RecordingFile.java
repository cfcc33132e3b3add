// SPDX-License-Identifier: Apache-2.0
package io.fesh.recording;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;

import java.io.IOException;

/**
 * The file of a recording while it is written. Files of the target's come first, then {@link
 * #begin}, then hits. Safe for use by several threads.
 */
public interface RecordingFile {

    /** A file of the target's that somebody who opens the recording may ask for. */
    void file(String path, byte[] content) throws IOException;

    /** From now on hits can come; those of the past are written first, behind the caller's back. */
    void begin(Iterable<EventHistory.Kept> past);

    /**
     * Returns at once: where hits come faster than they can be written, they are counted in their
     * place instead.
     *
     * @param first the number of the first hit; larger than that of any before
     */
    void batch(EventBatch batch, long first);

    /** An event and its counts, in place of what was said of it before. */
    void event(EventStatus event);

    /** What has been written, with what is about to be. */
    Progress progress();

    /** Returns when all that came before the call has been written. */
    void settle() throws InterruptedException;

    /** Writes what has come so far and ends the file. */
    void end() throws IOException, InterruptedException;

    /** Removes the file, before {@link #begin}. */
    void discard();

    /**
     * @param hits that were written, or are about to be
     * @param bytes of the file
     * @param lost hits that the kernel could not record
     * @param unwritten hits for which the disk was too slow
     */
    record Progress(long hits, long bytes, long lost, long unwritten) {}
}
