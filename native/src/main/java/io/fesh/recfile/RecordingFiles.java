// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.kernel.TraceTarget;
import io.fesh.recording.RecordingFile;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BiConsumer;

/** Makes the files of recordings. */
public final class RecordingFiles {
    /** What may wait for the disk, and as much again is being written meanwhile. */
    private static final long MOST_QUEUED = 8 << 20;

    /** It holds addresses and memory of a kernel, as only its administrator may see them. */
    private static final Set<PosixFilePermission> OWNERS =
            PosixFilePermissions.fromString("rw-------");

    private RecordingFiles() {}

    /** As {@link io.fesh.recording.Recorder.Maker} wants it. */
    public static RecordingFile create(
            Path path, boolean replace, TraceTarget target, BiConsumer<Path, IOException> failed)
            throws IOException {
        if (!replace || !isRecording(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNERS));
        }
        byte[] about = About.of(target).encode();
        OutputStream out = new FileOutputStream(path.toFile());
        return new RecordingWriter(
                out, about, MOST_QUEUED, reason -> failed.accept(path, reason), () -> remove(path));
    }

    private static boolean isRecording(Path path) throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        if (!Files.isRegularFile(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = in.readNBytes(Block.START);
            ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
            return Block.version(bytes) > 0;
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // it stays, and is seen to be no whole recording
        }
    }
}
