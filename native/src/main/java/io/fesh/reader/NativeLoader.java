// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;

/**
 * Finds libfeshreader.so: the file that {@code -Dfesh.reader.library} names, or the one in the jar,
 * which is unpacked into a directory that nobody else may enter and is gone once it is loaded. JNA
 * unpacks its own half there too.
 */
final class NativeLoader {
    static final String PROPERTY = "fesh.reader.library";

    private static final String JNA_DIRECTORY = "jna.tmpdir";
    private static final String RESOURCE = "/linux-x86-64/libfeshreader.so";

    private NativeLoader() {}

    /**
     * @param load loads the library at a path; nothing of JNA may have been used before
     */
    static void withLibrary(Consumer<Path> load) {
        try {
            Path directory =
                    Files.createTempDirectory(
                            "fesh-",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            Path library = directory.resolve("libfeshreader.so");
            boolean ours = System.getProperty(JNA_DIRECTORY) == null;
            if (ours) {
                System.setProperty(JNA_DIRECTORY, directory.toString());
            }
            try {
                load.accept(chosenOr(library));
            } finally {
                Files.deleteIfExists(library);
                deleteOrLeaveToJna(directory);
            }
        } catch (IOException e) {
            throw new UnsatisfiedLinkError("libfeshreader.so cannot be unpacked: " + e);
        }
    }

    private static Path chosenOr(Path library) throws IOException {
        String chosen = System.getProperty(PROPERTY);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        try (InputStream resource = NativeLoader.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("no " + RESOURCE + " in the jar");
            }
            Files.copy(resource, library);
        }
        return library;
    }

    /** JNA deletes its file when it has loaded it; where it keeps it, it deletes it at exit. */
    private static void deleteOrLeaveToJna(Path directory) {
        try {
            Files.delete(directory);
        } catch (IOException notEmpty) {
            directory.toFile().deleteOnExit();
        }
    }
}
