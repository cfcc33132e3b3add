// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.reader.AgentTarget;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A booted lab, for as long as its target is open. It ends with {@link TraceTarget#close}, and with
 * this process in whatever way that ends.
 */
public final class Lab {
    private static final Duration TICK = Duration.ofMillis(250);

    private Lab() {}

    /**
     * Boots a lab and returns it when its agent has answered. An interrupt ends it.
     *
     * @throws TargetException it did not come up; says with which last words
     */
    public static TraceTarget start(LabOptions options, LabWatcher watcher)
            throws TargetException, InterruptedException {
        long begun = System.nanoTime();
        try {
            String qemu = qemu();
            List<Accelerator> candidates =
                    Accelerator.candidates(options, qemu, Accelerator.KVM_DEVICE);
            TargetException failure = null;
            for (Accelerator accelerator : candidates) {
                try {
                    TraceTarget target = boot(options, accelerator, begun, watcher);
                    if (candidates.contains(Accelerator.KVM)) {
                        Accelerator.decide(options, qemu, accelerator);
                    }
                    return target;
                } catch (TargetException e) {
                    failure = e;
                }
            }
            throw failure;
        } catch (IOException e) {
            throw new TargetException("lab: " + e.getMessage(), "./fesh --setup-only", e);
        }
    }

    private static String qemu() throws TargetException {
        String name = "qemu-system-x86_64";
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin").split(":")) {
            Path candidate = Path.of(folder, name);
            if (Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        throw new TargetException(
                "lab: " + name + " is not installed", "sudo apt-get install qemu-system-x86");
    }

    private static TraceTarget boot(
            LabOptions options, Accelerator accelerator, long begun, LabWatcher watcher)
            throws TargetException, IOException, InterruptedException {
        Path initramfs = withOverlay(options);
        GuestConsole console = new GuestConsole(watcher::kernelTrouble);
        QemuProcess qemu = null;
        try {
            qemu = QemuProcess.start(QemuCommand.of(options, accelerator, initramfs), console);
            Duration patience =
                    accelerator == Accelerator.KVM ? Accelerator.KVM_PATIENCE : options.deadline();
            TraceTarget target = answered(qemu, patience, begun, watcher);
            qemu = null;
            return target;
        } finally {
            if (qemu != null) {
                qemu.close();
            }
            if (!initramfs.equals(options.initramfs())) {
                Files.deleteIfExists(initramfs);
            }
        }
    }

    private static TraceTarget answered(
            QemuProcess qemu, Duration patience, long begun, LabWatcher watcher)
            throws TargetException, InterruptedException {
        CompletableFuture<TraceTarget> answer = new CompletableFuture<>();
        Thread hello =
                new Thread(
                        () -> {
                            try {
                                AgentTarget target =
                                        AgentTarget.connect(
                                                "lab",
                                                qemu.fromGuest(),
                                                qemu.toGuest(),
                                                qemu::close,
                                                qemu::lastWords);
                                // a lab without its module is of no use
                                target.requireSession();
                                answer.complete(target);
                            } catch (Throwable e) {
                                answer.completeExceptionally(e);
                            }
                        },
                        "lab hello");
        hello.setDaemon(true);
        hello.start();
        long booted = System.nanoTime();
        while (true) {
            if (System.nanoTime() - booted > patience.toNanos()) {
                throw new TargetException(
                        "lab: no answer after "
                                + patience.toSeconds()
                                + " s; its console ends with:\n"
                                + String.join("\n", qemu.console().last(10)),
                        "try again on a less busy machine, or FESH_LAB_DEADLINE=180 ./fesh");
            }
            watcher.booting(Duration.ofNanos(System.nanoTime() - begun), qemu.console().lastLine());
            try {
                return answer.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // tell how far it is, and go on waiting
            } catch (ExecutionException e) {
                throw failure(e.getCause(), qemu.console());
            }
        }
    }

    private static TargetException failure(Throwable cause, GuestConsole console) {
        String complaints = String.join("; ", console.complaints());
        String more = complaints.isEmpty() ? "" : " (" + complaints + ")";
        if (cause instanceof TargetException refused) {
            return more.isEmpty()
                    ? refused
                    : new TargetException(refused.getMessage() + more, refused.hint(), refused);
        }
        return new TargetException("lab: " + cause + more, "", cause);
    }

    private static Path withOverlay(LabOptions options) throws IOException {
        if (options.overlay().isEmpty()) {
            return options.initramfs();
        }
        Path both = Files.createTempFile(options.cache(), "overlay", ".cpio");
        try (OutputStream out = Files.newOutputStream(both)) {
            Files.copy(options.initramfs(), out);
            Cpio.write(options.overlay().get(), out);
        } catch (IOException | UncheckedIOException e) {
            Files.deleteIfExists(both);
            throw e;
        }
        return both;
    }
}
