// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LabOptionsTest {
    @TempDir private Path folder;
    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void aLabThatIsSetUp() throws IOException {
        properties.put("fesh.cache", folder.toString());
        for (String name : List.of("kernel", "initramfs")) {
            Path file = Files.createFile(folder.resolve(name));
            properties.put("fesh.lab." + name, file.toString());
        }
    }

    private LabOptions with(Map<String, String> environment) throws TargetException {
        return LabOptions.from(properties::get, environment);
    }

    private List<String> command(Map<String, String> environment) throws TargetException {
        LabOptions options = with(environment);
        return QemuCommand.of(options, Accelerator.TCG, options.initramfs());
    }

    @Test
    void theMachineIsSmallUnlessToldOtherwise() throws TargetException {
        assertThat(command(Map.of())).containsSequence("-m", "512", "-smp", "2");
        assertThat(command(Map.of("FESH_LAB_MEM", "1500", "FESH_LAB_SMP", "4")))
                .containsSequence("-m", "1500", "-smp", "4");
    }

    @Test
    void countingInstructionsTakesOneCpu() throws TargetException {
        assertThat(command(Map.of("FESH_LAB_ICOUNT", "1", "FESH_LAB_SMP", "4")))
                .containsSequence("-smp", "1", "-accel", "tcg", "-icount", "shift=0,sleep=off");
    }

    @Test
    void qemuDiesWithTheThreadThatStartedIt() throws TargetException {
        assertThat(command(Map.of())).startsWith("setpriv", "--pdeathsig", "KILL", "--");
    }

    @Test
    void whatIsNotANumberIsRefusedByName() {
        assertThatThrownBy(() -> with(Map.of("FESH_LAB_MEM", "lots")))
                .isInstanceOf(TargetException.class)
                .hasMessage("lab: FESH_LAB_MEM is not a number: 'lots'");
    }

    @Test
    void aLabThatIsNotSetUpSaysHowToSetItUp() {
        properties.remove("fesh.lab.kernel");

        assertThatThrownBy(() -> with(Map.of()))
                .isInstanceOfSatisfying(
                        TargetException.class,
                        e -> assertThat(e.hint()).isEqualTo("./fesh --setup-only"));
    }
}
