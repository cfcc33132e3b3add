// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventRecord;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.StyledText;

import java.util.List;

/** {@code events}: the last hits once more, from the history, each with its number. */
final class EventsCommand implements Command {
    private static final int DEFAULT_COUNT = 20;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String usage() {
        return "events [NAME] [COUNT]";
    }

    @Override
    public String summary() {
        return "shows the last hits again, 20 by default";
    }

    @Override
    public List<String> examples() {
        return List.of("events", "events SyS_openat 100");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.EVENT, ArgKind.NUMBER);
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        int next = 0;
        int id = 0;
        if (next < words.size() && !isNumber(words.get(next))) {
            Word name = words.get(next++);
            id = EventNames.get(session.target(), call.line(), name).schema().id();
        }
        int most = next < words.size() ? count(call, words.get(next++)) : DEFAULT_COUNT;
        if (next < words.size()) {
            throw call.unexpected(words.get(next), usage());
        }
        List<EventRecord> hits = session.history().last(id, most);
        if (hits.isEmpty()) {
            session.out().line(StyledText.plain("no hits yet"));
        }
        hits.forEach(session.out()::item);
    }

    private static boolean isNumber(Word word) {
        return !word.text().isEmpty() && word.text().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int count(Call call, Word word) throws LineError {
        try {
            int count = Integer.parseInt(word.text());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a zero
        }
        throw new LineError(
                call.line(),
                word.span(),
                "the count of events is a number from 1 on",
                "try: events " + DEFAULT_COUNT);
    }
}
