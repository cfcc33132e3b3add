// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.recfile.RecordingFiles;
import io.fesh.recording.Recorder;
import io.fesh.render.FileTrouble;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** The recorder of a session, whose trouble is told where the session's output goes. */
record SessionRecorder(Recorder recorder, ShellOutput out) implements AutoCloseable {

    /**
     * @param asked the files of the target's that the session has been given
     */
    static SessionRecorder of(Supplier<Set<String>> asked, ShellOutput out) {
        Recorder recorder =
                new Recorder(
                        RecordingFiles::create,
                        asked,
                        (path, reason) ->
                                tell(
                                        out,
                                        FileTrouble.unwritable(path, reason)
                                                + "; the recording has ended"));
        return new SessionRecorder(recorder, out);
    }

    private static void tell(ShellOutput out, String text) {
        out.diagnostic(StyledText.of(Style.ERROR, text));
    }

    /** Ends a recording that goes on; the target has to be there yet. */
    @Override
    public void close() {
        try {
            recorder.stop();
        } catch (IOException e) {
            tell(out, "the recording is not whole: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
