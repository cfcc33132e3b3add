// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class HistoryFileTest {
    @TempDir Path folder;

    private static Path path(Map<String, String> environment) {
        return HistoryFile.path(environment, Path.of("/root"));
    }

    @Test
    void isInTheStateFolderOfTheUser() {
        assertThat(path(Map.of())).isEqualTo(Path.of("/root/.local/state/fesh/history"));
        assertThat(path(Map.of("XDG_STATE_HOME", "/s"))).isEqualTo(Path.of("/s/fesh/history"));
    }

    @Test
    void aRelativeStateFolderIsIgnored() {
        assertThat(path(Map.of("XDG_STATE_HOME", "state")))
                .isEqualTo(Path.of("/root/.local/state/fesh/history"));
    }

    @Test
    void underSudoNothingIsLeftInTheHomeOfTheUser() {
        assertThat(
                        path(
                                Map.of(
                                        "SUDO_UID", "1000",
                                        "HOME", "/home/ann",
                                        "XDG_STATE_HOME", "/home/ann/.local/state")))
                .isEqualTo(Path.of("/root/.local/state/fesh/history"));
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        Path file = folder.resolve("a/b/history");
        assertThat(HistoryFile.prepare(file)).contains(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        Path file = Files.createFile(folder.resolve("history"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        HistoryFile.prepare(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whereNoFileCanBeMadeThereIsNoHistory() {
        assertThat(HistoryFile.prepare(Path.of("/proc/nowhere/history"))).isEmpty();
    }
}
