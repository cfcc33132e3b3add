// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;

import java.util.List;

/** {@code target}: which kernel this is about, or another one in its place. */
final class TargetCommand extends Verb {

    TargetCommand() {
        super(
                Manual.of("target [NAME]", "shows the target, or goes to another one")
                        .takes(ArgKind.TARGET)
                        .examples("target", "target lab", "target file:hits.rec"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        if (!words.isEmpty()) {
            TargetChange.to(session, call, words.get(0), words.get(0).text());
        }
        session.out().line(StyledText.plain(Quoting.visible(session.targetState())));
    }
}
