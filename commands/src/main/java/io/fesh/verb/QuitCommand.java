// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import java.util.List;

/** {@code quit}: leaves; the target is as it was before. */
final class QuitCommand implements Command {

    @Override
    public String name() {
        return "quit";
    }

    @Override
    public List<String> aliases() {
        return List.of("q", "exit");
    }

    @Override
    public String usage() {
        return "quit";
    }

    @Override
    public String summary() {
        return "leaves; the kernel is as it was before";
    }

    @Override
    public List<String> examples() {
        return List.of("quit", "q");
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
        session.quit();
    }
}
