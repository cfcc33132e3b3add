// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where typed lines are kept: {@code history} in fesh's folder of XDG_STATE_HOME, readable by its
 * owner only. Under sudo HOME may still be that of the user, in which root must not leave files, so
 * root's own home is taken.
 */
final class HistoryFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private HistoryFile() {}

    /**
     * @param home of the user whom the process runs as, by the passwd file
     */
    static Path path(Map<String, String> environment, Path home) {
        String state = environment.get("XDG_STATE_HOME");
        boolean own = !environment.containsKey("SUDO_UID");
        // the XDG base directory specification: a relative path is to be ignored
        Path base =
                own && state != null && state.startsWith("/")
                        ? Path.of(state)
                        : home.resolve(".local/state");
        return base.resolve("fesh").resolve("history");
    }

    /** The file, made if it is not there; empty if it cannot be used: then nothing is kept. */
    static Optional<Path> prepare(Path file) {
        try {
            Files.createDirectories(
                    file.getParent(), PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
