// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param target empty if it is left to fesh
 * @param commands of {@code -e}, in order
 * @param record where hits are recorded from the start
 * @param transcript where what is typed and answered is written from the start
 */
record Options(
        Optional<String> target,
        List<String> commands,
        Optional<Path> script,
        boolean json,
        Colors colors,
        Optional<Path> record,
        Optional<Path> transcript) {

    /** When to write colours. */
    enum Colors {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** What holds when nothing is said. */
    static final Options NONE =
            new Options(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    false,
                    Colors.AUTO,
                    Optional.empty(),
                    Optional.empty());

    Options {
        commands = List.copyOf(commands);
    }

    /** The line that begins the transcript. */
    Optional<String> transcriptLine() {
        return transcript.map(file -> "set transcript " + quoted(file));
    }

    /** The line that begins the recording. */
    Optional<String> recordLine() {
        return record.map(file -> "record " + quoted(file));
    }

    /** As {@link io.fesh.parse.Words} reads it. */
    static String quoted(Path file) {
        return "'" + file.toString().replace("'", "'\\''") + "'";
    }

    /** Commands were given, so nobody is asked for one. */
    boolean isBatch() {
        return !commands.isEmpty() || script.isPresent();
    }
}
