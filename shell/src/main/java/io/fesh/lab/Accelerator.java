// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/**
 * What executes the guest's instructions. A /dev/kvm that can be opened may still be unable to run
 * a stock kernel (nested virtualisation: QEMU aborts at a register, or the guest spins in its first
 * second), so KVM is believed only after a guest has answered under it, and the verdict is kept.
 */
enum Accelerator {
    KVM(List.of("-accel", "kvm", "-cpu", "host")),
    /**
     * All guest CPUs on one thread of the host. With a thread each, QEMU 7.2 now and then goes on
     * executing a breakpoint that the guest's ftrace has already taken out of a function, for ever.
     *
     * <p>That takes no module: a guest of busybox alone, which writes {@code function} and {@code
     * nop} to current_tracer in turn, with set_ftrace_filter on write_null and its callers, while
     * three dd write to /dev/null, hung in each of two boots before its twentieth turn. Where it
     * was looked at, both CPUs stood at write_null+0 while memory had ftrace's call there. On one
     * thread the same guest went on.
     */
    TCG(List.of("-accel", "tcg,thread=single", "-cpu", Accelerator.EMULATED_CPU)),
    /** For tests that look for races. */
    TCG_PARALLEL(List.of("-accel", "tcg,thread=multi", "-cpu", Accelerator.EMULATED_CPU));

    /**
     * QEMU 7.2 leaves rubbish in the flags after cmpxchg16b; an interrupt right behind it keeps it
     * there, and the guest dies of a flag like NT. From 6.12 on the kernel's allocator branches on
     * that instruction, and one boot in four ended so. Without it the kernel takes a lock instead.
     */
    static final String EMULATED_CPU = "qemu64,-cx16";

    /** A boot under a working KVM takes about a second. */
    static final Duration KVM_PATIENCE = Duration.ofSeconds(6);

    static final Path KVM_DEVICE = Path.of("/dev/kvm");

    private final List<String> arguments;

    Accelerator(List<String> arguments) {
        this.arguments = arguments;
    }

    List<String> arguments() {
        return arguments;
    }

    /**
     * The verdict's file: its first line is what it was reached with, the second is the verdict.
     */
    private static Path verdictFile(LabOptions options) {
        return options.cache().resolve("accelerator");
    }

    /** In what order to try them. */
    static List<Accelerator> candidates(LabOptions options, String qemu, Path device) {
        if (options.parallel()) {
            return List.of(TCG_PARALLEL);
        }
        if (options.icount() || !Files.isReadable(device) || !Files.isWritable(device)) {
            return List.of(TCG);
        }
        try {
            List<String> verdict = Files.readAllLines(verdictFile(options));
            if (verdict.size() == 2 && verdict.get(0).equals(key(options, qemu))) {
                return verdict.get(1).equals(KVM.name()) ? List.of(KVM, TCG) : List.of(TCG);
            }
        } catch (IOException | IllegalArgumentException noVerdictYet) {
            // no file, or not one of ours: try again
        }
        return List.of(KVM, TCG);
    }

    /** Keeps what became of trying KVM. */
    static void decide(LabOptions options, String qemu, Accelerator verdict) throws IOException {
        Path file = verdictFile(options);
        Path written = Files.createTempFile(options.cache(), "accelerator", null);
        Files.writeString(written, key(options, qemu) + "\n" + verdict.name() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Another QEMU, host kernel or guest kernel may do what this one could not. */
    private static String key(LabOptions options, String qemu) throws IOException {
        Path binary = Path.of(qemu);
        FileTime time = Files.getLastModifiedTime(binary);
        return String.join(
                " ",
                qemu,
                time.toString(),
                Long.toString(Files.size(binary)),
                System.getProperty("os.version"),
                options.kernel().getFileName().toString());
    }
}
