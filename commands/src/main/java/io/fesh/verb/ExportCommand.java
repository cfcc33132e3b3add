// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;
import io.fesh.export.CsvFile;
import io.fesh.export.Exporter;
import io.fesh.export.JsonLines;
import io.fesh.export.PerfettoTrace;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.StyledText;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** {@code export}: the hits that are kept, as a file for other programs. */
final class ExportCommand extends Verb {
    ExportCommand() {
        super(
                Manual.of(
                                "export FORMAT FILE [NAME]",
                                "writes the hits that are kept: jsonl, csv, perfetto")
                        .takes(ArgKind.WORD, ArgKind.FILE, ArgKind.EVENT)
                        .option("jsonl", "one JSON object a line, as --json writes them")
                        .option("csv", "a table of one event")
                        .option("perfetto", "a trace for ui.perfetto.dev")
                        .examples(
                                "export jsonl hits.jsonl",
                                "export csv reads.csv vfs_read",
                                "export perfetto trace.pftrace"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("the format", examples().get(0));
        }
        String format = words.get(0).text();
        if (!options().containsKey(format)) {
            throw new LineError(
                    call.line(),
                    words.get(0).span(),
                    Phrases.name(format)
                            + " is not a format: it can be "
                            + Phrases.oneOf(List.copyOf(options().keySet())),
                    "try: " + examples().get(0));
        }
        if (words.size() < 2) {
            throw call.missing("the file", examples().get(0));
        }
        if (words.size() > 3) {
            throw call.unexpected(words.get(3), usage());
        }
        if (format.equals("csv") && words.size() < 3) {
            throw call.missing("the event that is the table", examples().get(1));
        }
        Optional<EventSchema> event = Optional.empty();
        if (words.size() == 3) {
            event =
                    Optional.of(
                            EventNames.get(session.target(), call.line(), words.get(2)).schema());
        }
        write(session, call, words.get(1), format, event);
    }

    private static void write(
            Session session, Call call, Word file, String format, Optional<EventSchema> event)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        KernelSymbols symbols = session.symbols();
        Tally tally = new Tally();
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                Path.of(file.text()),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE))) {
            Exporter exporter =
                    switch (format) {
                        case "csv" -> new CsvFile(out, symbols, event.orElseThrow());
                        case "perfetto" -> new PerfettoTrace(out, symbols);
                        default -> new JsonLines(out, symbols);
                    };
            EventHistory.Snapshot all = session.history().kept();
            for (EventHistory.Kept kept : all) {
                kept.between(
                        0,
                        Long.MAX_VALUE,
                        id -> event.isEmpty() || event.get().id() == id,
                        item -> tally.give(exporter, item));
                if (tally.failure != null) {
                    throw tally.failure;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            tally.overwritten = all.overwritten();
        } catch (FileAlreadyExistsException e) {
            throw new LineError(
                    call.line(),
                    file.span(),
                    Phrases.name(file.text()) + " is there already",
                    "try: export " + format + " " + file.text() + ".new");
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new LineError(call.line(), file.span(), "there is no folder for this file", "");
        } catch (IOException e) {
            throw new CommandFailed("export: " + e.getMessage());
        }
        session.out().line(StyledText.plain(tally.text()));
    }

    /** What was written; an exception of a file does not fit through a consumer. */
    private static final class Tally {
        private long hits;
        private long lost;
        private long overwritten;
        private IOException failure;

        void give(Exporter exporter, StreamItem item) {
            if (failure != null) {
                return;
            }
            try {
                exporter.item(item);
                hits += item instanceof EventRecord ? 1 : 0;
                lost += item instanceof Gap gap ? gap.lost() : 0;
            } catch (IOException e) {
                failure = e;
            }
        }

        String text() {
            String text = "exported " + Numbers.count(hits, "hit", "hits");
            if (lost > 0) {
                text += "; " + Numbers.grouped(lost) + " were lost between them";
            }
            return overwritten == 0 ? text : text + "; " + Phrases.overwritten(overwritten);
        }
    }
}
