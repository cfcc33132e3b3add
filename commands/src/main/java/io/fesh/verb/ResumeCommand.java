// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;

/** {@code resume}: lets the stream go on; says how many hits passed. */
final class ResumeCommand implements Command {

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String usage() {
        return "resume";
    }

    @Override
    public String summary() {
        return "lets the stream go on; says how many hits passed";
    }

    @Override
    public List<String> examples() {
        return List.of("resume", "res");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of();
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        List<Word> words = call.words();
        if (!words.isEmpty()) {
            throw call.unexpected(words.get(0), usage());
        }
        StreamPause.resume(session);
    }
}
