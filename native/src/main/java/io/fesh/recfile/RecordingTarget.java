// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.Numbers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * {@code file:PATH}: a recording in the place of a kernel. It has the hits, the events and those
 * files of the kernel's that names and types are read from, and refuses what takes a kernel.
 */
public final class RecordingTarget implements TraceTarget {
    private static final String ELSEWHERE = "try: target lab";

    private final Path path;
    private final RecordingReader reader;
    private final Recording recording;

    private RecordingTarget(Path path, RecordingReader reader, Recording recording) {
        this.path = path;
        this.reader = reader;
        this.recording = recording;
    }

    /**
     * Reads all of the file once.
     *
     * @throws TargetException it cannot be read, or is no recording
     */
    public static RecordingTarget open(Path path) throws TargetException {
        RecordingReader reader = reader(path);
        RecordingTarget target = null;
        try {
            target = new RecordingTarget(path, reader, reader.read());
            return target;
        } catch (IOException e) {
            throw unreadable(path, e);
        } finally {
            if (target == null) {
                close(reader);
            }
        }
    }

    private static RecordingReader reader(Path path) throws TargetException {
        if (Files.isDirectory(path)) {
            throw new TargetException(path + " is a folder", "");
        }
        try {
            return new RecordingReader(new RandomAccessFile(path.toFile(), "r"), path);
        } catch (FileNotFoundException e) {
            boolean there = Files.exists(path);
            throw new TargetException(
                    path + (there ? ": cannot be read" : ": no such file"), "", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static TargetException unreadable(Path path, IOException e) {
        return new TargetException(path + ": cannot be read: " + e.getMessage(), "", e);
    }

    /**
     * Looks at the beginning of the file.
     *
     * @throws TargetException it cannot be opened
     */
    public static void check(Path path) throws TargetException {
        RecordingReader reader = reader(path);
        try {
            reader.checkStart();
        } catch (IOException e) {
            throw unreadable(path, e);
        } finally {
            close(reader);
        }
    }

    /** What somebody who opens it has to know of the file; empty if all of it is there. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (recording.rest() > 0) {
            remarks.add(
                    path
                            + ": the last "
                            + Numbers.count(recording.rest(), "byte is", "bytes are")
                            + " damaged or torn, and left out");
        }
        if (!recording.ended()) {
            remarks.add(path + " was not ended: counts are those of the hits that are in it");
        }
        return remarks;
    }

    /** Whose hits these are: {@code lab}. */
    public String recordedOn() {
        return recording.about().target().name();
    }

    public Instant begun() {
        return recording.about().begun();
    }

    @Override
    public TargetInfo info() {
        TargetInfo was = recording.about().target();
        return new TargetInfo(
                "file:" + path, was.release(), was.machine(), was.cpus(), was.bootId());
    }

    @Override
    public int submit(String line) throws TargetException {
        throw new TargetException("a recording has no kernel to trace", ELSEWHERE);
    }

    @Override
    public EventStatus describe(int id) throws TargetException {
        EventStatus event = recording.events().get(id);
        if (event == null) {
            throw new TargetException("event " + id + " is not in this recording", "");
        }
        return event;
    }

    @Override
    public List<EventStatus> events() {
        return List.copyOf(recording.events().values());
    }

    @Override
    public List<EventHistory.Kept> past() {
        return recording.past();
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Instant booted() throws TargetException {
        return recording
                .about()
                .booted()
                .orElseThrow(
                        () ->
                                new TargetException(
                                        path + " does not tell the time of day",
                                        "try: set time boot"));
    }

    /** Nothing comes: all hits are in the past. */
    @Override
    public void stream(IntFunction<EventSchema> schemas, Consumer<EventBatch> sink) {}

    @Override
    public void sync() {}

    @Override
    public byte[] read(long address, int length) throws TargetException {
        throw new TargetException(
                "a recording has no kernel whose memory could be read", "try: events #1 pretty");
    }

    @Override
    public byte[] file(String wanted) throws TargetException {
        Recording.PackedFile packed = recording.files().get(wanted);
        if (packed == null) {
            throw new TargetException(wanted + " is not in this recording", "");
        }
        try {
            return PackedFiles.unpack(reader.packed(packed));
        } catch (IOException e) {
            throw new TargetException(wanted + " is damaged in " + path, "", e);
        }
    }

    @Override
    public int run(String command, RunOutput output) throws TargetException {
        throw new TargetException("a recording has no kernel to run commands on", ELSEWHERE);
    }

    @Override
    public void close() {
        close(reader);
    }

    private static void close(RecordingReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // nothing was written
        }
    }
}
