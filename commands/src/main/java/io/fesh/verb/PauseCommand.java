// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;

/** {@code pause}: holds the stream back; hits go on being recorded. */
final class PauseCommand implements Command {

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String usage() {
        return "pause";
    }

    @Override
    public String summary() {
        return "holds the stream back; hits go on being recorded";
    }

    @Override
    public List<String> examples() {
        return List.of("pause", "pau");
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
        StreamPause.pause(session);
    }
}
