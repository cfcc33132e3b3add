// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.recording.Summary;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code open FILE}: goes to a recording, as {@code target file:FILE} does. */
final class OpenCommand extends Verb {

    OpenCommand() {
        super(
                Manual.of("open FILE", "goes to a recording, which has hits and no kernel")
                        .takes(ArgKind.FILE)
                        .details(
                                "  Hits keep their numbers, and whatever needs no kernel works: events, pictures,",
                                "  export, types, Java. The target before is left, with what was made on it.")
                        .examples("open hits.rec", "open ../hits.rec"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        Word file = call.one("the name of a recording", "open hits.rec", usage());
        Path path = SavedFile.path(call, file, Path.of(""));
        if (!Files.exists(path)) {
            String shown = Quoting.visible(path.toString());
            throw new LineError(call.line(), file.span(), shown + ": no such file", "");
        }
        TargetChange.to(session, call, file, "file:" + file.text());
        if (!session.out().isInteractive()) {
            // at a prompt the target has told it
            session.out().line(StyledText.plain(Summary.of(session.target())));
        }
    }
}
