// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import io.fesh.kernel.TargetException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is booted, and on what machine.
 *
 * @param kernel the kernel's image
 * @param initramfs the guest's root, an archive as {@link Cpio} writes it
 * @param cache where the verdict on KVM is kept
 * @param icount count instructions instead of time: one guest nanosecond is one instruction
 * @param parallel emulate each CPU on a thread of its own, for tests that look for races
 * @param overlay a folder whose files are added to the guest's root
 * @param deadline how long a boot may take under emulation
 */
public record LabOptions(
        Path kernel,
        Path initramfs,
        Path cache,
        int cpus,
        int megabytes,
        boolean icount,
        boolean parallel,
        Optional<Path> overlay,
        Duration deadline) {

    /**
     * The launcher says where things are ({@code fesh.lab.kernel}, {@code fesh.lab.initramfs},
     * {@code fesh.cache}); tests change the machine by {@code FESH_LAB_x}.
     *
     * @throws TargetException the lab has not been set up
     */
    public static LabOptions from(
            Function<String, String> properties, Map<String, String> environment)
            throws TargetException {
        boolean icount = environment.getOrDefault("FESH_LAB_ICOUNT", "").equals("1");
        return new LabOptions(
                file(properties, "fesh.lab.kernel"),
                file(properties, "fesh.lab.initramfs"),
                file(properties, "fesh.cache"),
                icount ? 1 : number(environment, "FESH_LAB_SMP", 2),
                number(environment, "FESH_LAB_MEM", 512),
                icount,
                environment.getOrDefault("FESH_LAB_PARALLEL", "").equals("1"),
                Optional.ofNullable(environment.get("FESH_LAB_OVERLAY")).map(Path::of),
                Duration.ofSeconds(number(environment, "FESH_LAB_DEADLINE", 60)));
    }

    private static Path file(Function<String, String> properties, String key)
            throws TargetException {
        String value = properties.apply(key);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new TargetException(
                    "lab: not set up: " + (value == null ? key : value) + " is missing",
                    "./fesh --setup-only");
        }
        return Path.of(value);
    }

    private static int number(Map<String, String> environment, String key, int otherwise)
            throws TargetException {
        String value = environment.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new TargetException(
                    "lab: " + key + " is not a number: '" + value + "'",
                    "unset " + key + " for " + otherwise);
        }
        return Integer.parseInt(value);
    }
}
