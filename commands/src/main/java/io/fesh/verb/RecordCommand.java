// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventHistory;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.recording.Recorder;
import io.fesh.recording.RecordingFile.Progress;
import io.fesh.render.FileTrouble;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code record}: hits, as they come, into a file that can be opened without a kernel. */
final class RecordCommand extends Verb {
    private static final String NEW = "new";
    private static final String REPLACE = "replace";
    private static final String STOP = "stop";

    RecordCommand() {
        super(
                Manual.of(
                                "record [FILE [new]|stop]",
                                "writes hits to a file as they come, for open")
                        .option(STOP, "ends the recording")
                        .takes(ArgKind.FILE, ArgKind.RECORD_OPTION, ArgKind.RECORD_OPTION)
                        .details(
                                "  The file has the hits that are kept, unless new is said, and those that come",
                                "  from now on, with the names and types of their kernel. record alone says how",
                                "  far it is; replace lets a recording go that is there, and nothing else. Where",
                                "  the disk is too slow, hits are counted in their place: nothing waits for it.")
                        .examples("record hits.rec", "record hits.rec new replace", "record stop"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            tell(session);
        } else if (words.get(0).text().equals(STOP)) {
            if (words.size() > 1) {
                throw call.unexpected(words.get(1), usage());
            }
            stop(session, call, words.get(0));
        } else {
            start(session, call, words);
        }
    }

    private void start(Session session, Call call, List<Word> words)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        boolean kept = true;
        boolean replace = false;
        for (Word word : words.subList(1, words.size())) {
            if (word.text().equals(NEW)) {
                kept = false;
            } else if (word.text().equals(REPLACE)) {
                replace = true;
            } else {
                throw call.unexpected(word, usage());
            }
        }
        Word file = words.get(0);
        Path path = SavedFile.path(call, file, Path.of(""));
        TraceTarget target = session.target();
        if (!target.isLive()) {
            throw new TargetException(
                    "a recording has no kernel whose hits could be recorded", "try: target lab");
        }
        refuseSecond(session, call, file);
        EventHistory history = session.history();
        try {
            session.recorder().start(target, history, path, kept, replace);
        } catch (FileAlreadyExistsException e) {
            throw there(call, file, path, replace);
        } catch (NoSuchFileException e) {
            throw new LineError(call.line(), file.span(), "there is no folder for this file", "");
        } catch (IOException e) {
            String text = FileTrouble.unwritable(path, e);
            throw new LineError(call.line(), file.span(), text, "");
        }
        long before = history.total() - history.oldest() + 1;
        String what =
                kept && before > 0
                        ? Numbers.count(before, "hit", "hits") + " kept before, and those that come"
                        : "hits that come from now on";
        session.out().line(StyledText.plain("recording to " + shown(path) + ": " + what));
    }

    /** A target is not left behind the back of a recording, nor is there a second one. */
    static void refuseSecond(Session session, Call call, Word word)
            throws LineError, InterruptedException {
        Optional<Recorder.State> running = session.recorder().state();
        if (running.isPresent()) {
            throw new LineError(
                    call.line(),
                    word.span(),
                    shown(running.get().path()) + " is being recorded",
                    "try: record stop");
        }
    }

    private static LineError there(Call call, Word file, Path path, boolean replace) {
        String what = " is there already";
        String instead = call.line().strip() + " replace";
        if (Files.isDirectory(path)) {
            what = " is a folder";
            instead = "record " + file.text() + "/hits.rec";
        } else if (replace) {
            what = " is no recording: it stays";
            instead = "record " + file.text() + ".rec";
        }
        String message = Phrases.name(file.text()) + what;
        return new LineError(call.line(), file.span(), message, "try: " + instead);
    }

    private static void stop(Session session, Call call, Word stop)
            throws LineError, CommandFailed, InterruptedException {
        Optional<Recorder.State> ended;
        Optional<Recorder.State> running = session.recorder().state();
        try {
            ended = session.recorder().stop();
        } catch (IOException e) {
            throw new CommandFailed(FileTrouble.unwritable(running.orElseThrow().path(), e));
        }
        if (ended.isEmpty()) {
            throw new LineError(
                    call.line(), stop.span(), "nothing is being recorded", "try: record hits.rec");
        }
        show(session, "recorded ", " in ", ended.get());
    }

    private static void tell(Session session) throws InterruptedException {
        Optional<Recorder.State> running = session.recorder().state();
        if (running.isPresent()) {
            show(session, "recording: ", " in ", running.get());
        } else {
            String text = "nothing is being recorded; record FILE begins";
            session.out().data(List.of(StyledText.plain(text)), List.of("{\"recording\":null}"));
        }
    }

    private static void show(Session session, String verb, String in, Recorder.State state) {
        Progress progress = state.progress();
        StringBuilder text = new StringBuilder(verb);
        text.append(Numbers.count(progress.hits(), "hit", "hits")).append(in);
        text.append(shown(state.path())).append(", ");
        text.append(Numbers.count(progress.bytes(), "byte", "bytes"));
        if (progress.lost() > 0) {
            text.append("; ")
                    .append(Numbers.grouped(progress.lost()))
                    .append(" lost in the kernel");
        }
        if (progress.unwritten() > 0) {
            text.append("; ").append(Numbers.grouped(progress.unwritten()));
            text.append(" came faster than they could be written");
        }
        String object =
                "{\"recording\":"
                        + Json.string(state.path().toString())
                        + ",\"hits\":"
                        + progress.hits()
                        + ",\"bytes\":"
                        + progress.bytes()
                        + ",\"lost\":"
                        + progress.lost()
                        + ",\"unwritten\":"
                        + progress.unwritten()
                        + "}";
        session.out().data(List.of(StyledText.plain(text.toString())), List.of(object));
    }

    private static String shown(Path path) {
        return Quoting.visible(path.toString());
    }
}
