// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class XdgFolderTest {

    private static Path path(Map<String, String> environment) {
        return XdgFolder.STATE.path(environment, Path.of("/root"));
    }

    @Test
    void isInTheStateFolderOfTheUser() {
        assertThat(path(Map.of())).isEqualTo(Path.of("/root/.local/state/fesh"));
        assertThat(path(Map.of("XDG_STATE_HOME", "/s"))).isEqualTo(Path.of("/s/fesh"));
    }

    @Test
    void aRelativeStateFolderIsIgnored() {
        assertThat(path(Map.of("XDG_STATE_HOME", "state")))
                .isEqualTo(Path.of("/root/.local/state/fesh"));
    }

    @Test
    void underSudoNothingIsLeftInTheHomeOfTheUser() {
        assertThat(
                        path(
                                Map.of(
                                        "SUDO_UID", "1000",
                                        "HOME", "/home/ann",
                                        "XDG_STATE_HOME", "/home/ann/.local/state")))
                .isEqualTo(Path.of("/root/.local/state/fesh"));
    }

    @Test
    void choicesAreInTheFolderOfConfiguration() {
        assertThat(XdgFolder.CONFIG.path(Map.of("XDG_CONFIG_HOME", "/c"), Path.of("/root")))
                .isEqualTo(Path.of("/c/fesh"));
    }
}
