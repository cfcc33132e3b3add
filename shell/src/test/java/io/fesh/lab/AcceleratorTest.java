// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class AcceleratorTest {
    @TempDir private Path folder;
    private String qemu;
    private Path device;

    @BeforeEach
    void aMachineWithADeviceForKvm() throws IOException {
        qemu = Files.writeString(folder.resolve("qemu"), "one").toString();
        device = Files.createFile(folder.resolve("kvm"));
    }

    private LabOptions options(boolean icount) {
        return options(icount, false);
    }

    private LabOptions options(boolean icount, boolean parallel) {
        Path kernel = folder.resolve("vmlinuz-6.1.0");
        return new LabOptions(
                kernel,
                kernel,
                folder,
                2,
                512,
                icount,
                parallel,
                Optional.empty(),
                Duration.ofSeconds(60));
    }

    private List<Accelerator> candidates() {
        return Accelerator.candidates(options(false), qemu, device);
    }

    @Test
    void kvmIsTriedFirstAndEmulationIsTheWayOut() {
        assertThat(candidates()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }

    @Test
    void withoutTheDeviceThereIsOnlyEmulation() throws IOException {
        Files.delete(device);

        assertThat(candidates()).containsExactly(Accelerator.TCG);
    }

    @Test
    void instructionsCanBeCountedByEmulationOnly() {
        assertThat(Accelerator.candidates(options(true), qemu, device))
                .containsExactly(Accelerator.TCG);
    }

    @Test
    void racesAreLookedForUnderEmulation() {
        assertThat(Accelerator.candidates(options(false, true), qemu, device))
                .containsExactly(Accelerator.TCG_PARALLEL);
    }

    @Test
    void aKvmThatDidNotAnswerIsNotTriedAgain() throws IOException {
        Accelerator.decide(options(false), qemu, Accelerator.TCG);

        assertThat(candidates()).containsExactly(Accelerator.TCG);
    }

    @Test
    void aVerdictHoldsForOneQemuOnly() throws IOException {
        Accelerator.decide(options(false), qemu, Accelerator.TCG);
        Files.writeString(Path.of(qemu), "another one");

        assertThat(candidates()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }

    @Test
    void aBrokenVerdictFileIsNoVerdict() throws IOException {
        Files.write(folder.resolve("accelerator"), new byte[] {(byte) 0xff, '\n', (byte) 0xfe});

        assertThat(candidates()).containsExactly(Accelerator.KVM, Accelerator.TCG);
    }
}
