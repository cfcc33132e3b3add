// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.EventStatus;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.lower.FilterField;
import io.fesh.lower.FilterLowering;
import io.fesh.lower.KernelLine;
import io.fesh.parse.EventTail;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.StyledText;
import io.fesh.saved.BuildId;
import io.fesh.saved.Reliance;
import io.fesh.saved.SavedSession;
import io.fesh.settings.Setting;
import io.fesh.settings.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code save FILE}: the session as lines that make it again, and what it relied on. */
final class SaveCommand extends Verb {
    private static final String FIRST = "#!/usr/bin/env -S fesh -x";

    /** FESH_FUSE_DEFAULT of the module. */
    private static final long STANDARD_FUSE = 1_000_000;

    SaveCommand() {
        super(
                Manual.of(
                                "save FILE [EVENT...]",
                                "writes the session as a file that makes it again")
                        .takes(ArgKind.FILE, ArgKind.EVENT)
                        .details(
                                "  The file holds the lines of the events, of settings that differ and of Java,",
                                "  and as comments that begin with #: what each event relied on, for check.")
                        .examples("save reads.fesh", "save reads.fesh vfs_read"));
    }

    @Override
    public void run(Session session, Call call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        List<Word> words = call.words();
        if (words.isEmpty()) {
            throw call.missing("the name of a file", "save session.fesh");
        }
        Path file = SavedFile.path(call, words.get(0), Path.of(""));
        TraceTarget target = session.target();
        List<EventStatus> events = new ArrayList<>();
        for (Word word : words.subList(1, words.size())) {
            events.add(EventNames.get(target, call.line(), word));
        }
        boolean all = words.size() == 1;
        List<String> lines = lines(session, target, all ? target.events() : events, all);
        write(file, call, words.get(0), lines);
        int count = all ? target.events().size() : events.size();
        String shown = Quoting.visible(file.toString());
        session.out()
                .line(
                        StyledText.plain(
                                "saved "
                                        + Numbers.count(count, "event", "events")
                                        + " in "
                                        + shown));
    }

    private static List<String> lines(
            Session session, TraceTarget target, List<EventStatus> events, boolean all)
            throws TargetException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST);
        lines.add(
                SavedSession.kernelLine(
                        (target.info().release() + " " + BuildId.of(target)).strip()));
        if (all) {
            for (Setting setting : Settings.ALL) {
                String value = session.settings().get(setting);
                if (!setting.file() && !value.equals(setting.standard())) {
                    lines.add("set " + setting.name() + " " + value);
                }
            }
        }
        Optional<KernelTypes> types = types(session);
        for (EventStatus event : events) {
            lines.add("");
            lines.addAll(event(event, types));
        }
        List<String> sources = all ? session.java().sources() : List.of();
        if (!sources.isEmpty()) {
            lines.add("");
            LineRouter router = new LineRouter(CommandTable.standard(), name -> false);
            sources.forEach(source -> lines.addAll(java(source, router)));
        }
        return lines;
    }

    /** As it can be typed: what looks like a verb's needs to be said to be Java. */
    private static List<String> java(String source, LineRouter router) {
        String first = source.lines().findFirst().orElse("");
        boolean isJava = router.java(first).filter(first::equals).isPresent();
        return ((isJava ? "" : "java ") + source).lines().toList();
    }

    private static Optional<KernelTypes> types(Session session) throws InterruptedException {
        try {
            return Optional.of(session.types());
        } catch (TargetException e) {
            return Optional.empty(); // a kernel without types has nothing to rely on
        }
    }

    private static List<String> event(EventStatus event, Optional<KernelTypes> types)
            throws TargetException {
        String name = event.schema().name();
        String typed = event.schema().typed();
        List<String> lines = new ArrayList<>();
        if (types.isPresent()) {
            try {
                lines.addAll(SavedSession.lines(Reliance.of(typed, types.get())));
            } catch (LineError e) {
                lines.add("# it is no longer what it was made from: " + e.getMessage());
            }
        }
        lines.add("create " + typed);
        if (event.fuse() != STANDARD_FUSE) {
            lines.add("fuse " + name + " " + (event.fuse() == 0 ? "off" : event.fuse()));
        }
        String kept = filter(event.schema().line());
        boolean changed = !kept.equals(filter(kernelLine(typed, types)));
        if (changed) {
            String shown = FilterLowering.inWords(kept, FilterField.of(event.schema()));
            lines.add(("enable " + name + " if " + shown).strip());
            if (!event.enabled()) {
                lines.add("disable " + name);
            }
        } else if (event.enabled()) {
            lines.add("enable " + name);
        }
        return lines;
    }

    /** Of a line in the kernel's own grammar. */
    private static String filter(String line) {
        Span filter = EventTail.of(line, line.indexOf(')') + 1).filter();
        return line.substring(filter.start(), filter.end()).strip();
    }

    /** What the event was made of; empty if it can no longer be made. */
    private static String kernelLine(String typed, Optional<KernelTypes> types)
            throws TargetException {
        try {
            return KernelLine.of(typed, 0, types).text();
        } catch (LineError e) {
            return "";
        }
    }

    /** In one step, and not over a file of somebody's that is something else. */
    private static void write(Path file, Call call, Word word, List<String> lines)
            throws LineError, CommandFailed {
        String shown = Quoting.visible(file.toString());
        try {
            if (Files.exists(file) && !Files.readString(file).startsWith(FIRST)) {
                throw new LineError(
                        call.line(),
                        word.span(),
                        shown + " exists and is no saved session",
                        "try: save " + shown.replaceFirst("\\.fesh$", "") + "-2.fesh");
            }
            Path folder = file.toAbsolutePath().getParent();
            Path written = Files.createTempFile(folder, ".fesh", "");
            try {
                Files.write(written, lines);
                Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new CommandFailed(shown + ": cannot be written: " + e.getMessage());
        }
    }
}
