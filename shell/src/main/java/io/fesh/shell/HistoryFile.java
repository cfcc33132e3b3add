// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where typed lines are kept: {@code history} in the folder of state, for its owner only. */
final class HistoryFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private HistoryFile() {}

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
