// SPDX-License-Identifier: Apache-2.0
package io.fesh.recording;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The recording of a session, of which there is at most one at a time. Hits pass through it on
 * their way to the history, so that a recording that takes over what is kept has every hit once.
 * Safe for use by several threads.
 */
public final class Recorder {

    /**
     * What names, types and the build of a kernel are made of; one that has not all of them will
     * do.
     */
    private static final List<String> FILES =
            List.of(
                    "/proc/kallsyms",
                    "/proc/modules",
                    "/sys/kernel/tracing/available_filter_functions",
                    "/sys/kernel/notes",
                    "/sys/kernel/btf/vmlinux");

    /** Makes the file. */
    public interface Maker {

        /**
         * @param replace a recording that is there goes; nothing else does
         * @param failed told once if it cannot be written on
         * @throws java.nio.file.FileAlreadyExistsException something is there that must not go
         */
        RecordingFile create(
                Path path,
                boolean replace,
                TraceTarget target,
                BiConsumer<Path, IOException> failed)
                throws IOException, TargetException;
    }

    /** A recording that goes on, or has ended. */
    public record State(Path path, RecordingFile.Progress progress) {}

    private record Running(Path path, RecordingFile file, TraceTarget target, Set<String> files) {
        State state() {
            return new State(path, file.progress());
        }
    }

    private final Maker maker;
    private final Supplier<Set<String>> asked;
    private final BiConsumer<Path, IOException> failed;
    private Running running;
    private boolean starting;

    /**
     * @param asked the files of the target's that the session has been given
     * @param failed told, on any thread, when a recording has ended for want of disk or the like
     */
    public Recorder(
            Maker maker, Supplier<Set<String>> asked, BiConsumer<Path, IOException> failed) {
        this.maker = maker;
        this.asked = asked;
        this.failed = failed;
    }

    /**
     * Adds a batch to the history, and to what is recorded; returns the number of its first hit.
     */
    public synchronized long keep(EventHistory history, EventBatch batch) {
        long first = history.append(batch);
        if (running != null) {
            running.file().batch(batch, first);
        }
        return first;
    }

    /**
     * Begins to record.
     *
     * @param kept with the hits of the past that are kept
     * @throws IllegalStateException one is recorded already
     */
    public void start(
            TraceTarget target, EventHistory history, Path path, boolean kept, boolean replace)
            throws IOException, TargetException, InterruptedException {
        begin();
        try {
            RecordingFile file = maker.create(path, replace, target, this::failed);
            Set<String> files = new LinkedHashSet<>(FILES);
            files.addAll(asked.get());
            boolean whole = false;
            try {
                writeFiles(target, files, file);
                target.events().forEach(file::event);
                whole = true;
            } finally {
                if (!whole) {
                    file.discard();
                }
            }
            synchronized (this) {
                file.begin(kept ? history.kept() : List.of());
                running = new Running(path, file, target, files);
            }
        } finally {
            synchronized (this) {
                starting = false;
            }
        }
    }

    private synchronized void begin() {
        if (running != null || starting) {
            throw new IllegalStateException("there is a recording");
        }
        starting = true;
    }

    private static void writeFiles(TraceTarget target, Iterable<String> paths, RecordingFile file)
            throws IOException, InterruptedException {
        for (String path : paths) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            byte[] content;
            try {
                content = target.file(path);
            } catch (TargetException e) {
                continue; // a kernel without it, as one without types
            }
            file.file(path, content);
        }
    }

    private void failed(Path path, IOException reason) {
        synchronized (this) {
            if (running == null) {
                return; // who stops it is told
            }
            running = null;
        }
        failed.accept(path, reason);
    }

    /** The recording that goes on, with all that has come so far. */
    public Optional<State> state() throws InterruptedException {
        Running now;
        synchronized (this) {
            now = running;
        }
        if (now == null) {
            return Optional.empty();
        }
        now.file().settle();
        return Optional.of(now.state());
    }

    /**
     * Ends the recording with all that has come so far; empty if there is none.
     *
     * @throws IOException it cannot be written
     */
    public Optional<State> stop() throws IOException, InterruptedException {
        Running ended;
        synchronized (this) {
            ended = running;
            running = null;
        }
        if (ended == null) {
            return Optional.empty();
        }
        Set<String> more = new LinkedHashSet<>(asked.get());
        more.removeAll(ended.files());
        writeFiles(ended.target(), more, ended.file());
        counts(ended.target()).forEach(ended.file()::event);
        ended.file().end();
        return Optional.of(ended.state());
    }

    /** A target that is gone tells none; those that were written before stay. */
    private static List<EventStatus> counts(TraceTarget target) {
        try {
            return target.events();
        } catch (TargetException e) {
            return new ArrayList<>();
        }
    }
}
