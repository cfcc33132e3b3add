// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.tutorial.Lesson;
import io.fesh.tutorial.Lessons;
import io.fesh.tutorial.Tutorial;

import java.util.List;

/** {@code tutorial}: the lessons, and the way through them. */
final class TutorialCommand extends Verb {

    TutorialCommand() {
        super(
                Manual.of("tutorial [N|WORD]", "lessons; next, hint, skip, reset, stop, forget")
                        .takes(ArgKind.WORD)
                        .option("next", "the first lesson that is not done")
                        .option("hint", "what might help with this step")
                        .option("skip", "on to the next step")
                        .option("reset", "this lesson from its beginning")
                        .option("stop", "leaves the lesson")
                        .option("forget", "as if no lesson had ever been done")
                        .examples("tutorial", "tutorial 1", "tutorial hint", "tutorial stop"));
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        Tutorial tutorial = session.tutorial();
        if (words.isEmpty()) {
            list(session, tutorial);
            return;
        }
        Word word = words.get(0);
        switch (word.text()) {
            case "next" -> tutorial.begin(tutorial.next(), session);
            case "forget" -> tutorial.forget();
            case "hint" -> {
                going(tutorial, call, word);
                tutorial.hint(session);
            }
            case "skip" -> {
                going(tutorial, call, word);
                tutorial.skip(session);
            }
            case "reset" -> tutorial.begin(going(tutorial, call, word), session);
            case "stop" -> {
                going(tutorial, call, word);
                tutorial.stop();
            }
            default -> tutorial.begin(numbered(call, word), session);
        }
    }

    private static Lesson going(Tutorial tutorial, Call call, Word word) throws LineError {
        return tutorial.current()
                .orElseThrow(
                        () ->
                                new LineError(
                                        call.line(),
                                        word.span(),
                                        "no lesson is going on",
                                        "try: tutorial next"));
    }

    private static Lesson numbered(Call call, Word word) throws LineError {
        return Lessons.all().stream()
                .filter(lesson -> Integer.toString(lesson.number()).equals(word.text()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new LineError(
                                        call.line(),
                                        word.span(),
                                        Phrases.name(word.text())
                                                + " is neither a lesson nor next, hint, skip,"
                                                + " reset, stop or forget",
                                        "try: tutorial 1"));
    }

    private static void list(Session session, Tutorial tutorial) {
        for (Lesson lesson : Lessons.all()) {
            StyledText.Builder line = StyledText.builder();
            String tick = tutorial.isDone(lesson) ? "x" : " ";
            line.add(
                    "[" + tick + "] " + (lesson.number() < 10 ? " " : "") + lesson.number() + "  ");
            line.add(Style.FUNCTION, lesson.title());
            session.out().line(line.build());
        }
        if (tutorial.current().isPresent()) {
            tutorial.repeat(session);
        } else {
            String hint = "tutorial N begins one, tutorial next the first that is not done";
            session.out().line(StyledText.of(Style.DIM, hint));
        }
    }
}
