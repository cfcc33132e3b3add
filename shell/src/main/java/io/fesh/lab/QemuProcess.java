// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running QEMU. The thread that starts it lives until it has ended, because the kernel kills QEMU
 * at the end of that thread (setpriv --pdeathsig is about threads, not processes).
 */
final class QemuProcess implements AutoCloseable {
    private final GuestConsole console;
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private QemuProcess(GuestConsole console) {
        this.console = console;
    }

    static QemuProcess start(List<String> command, GuestConsole console)
            throws IOException, InterruptedException {
        QemuProcess qemu = new QemuProcess(console);
        Thread thread = new Thread(() -> qemu.live(command), "lab");
        thread.setDaemon(true);
        thread.start();
        try {
            qemu.started.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            qemu.close();
            throw e;
        }
        return qemu;
    }

    private void live(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            started.completeExceptionally(e);
            ended.complete(-1);
            return;
        }
        started.complete(process);
        try {
            console.read(process.getErrorStream());
        } catch (IOException consoleIsGone) {
            // as at its end: what remains is to wait for QEMU
        }
        ended.complete(process.onExit().join().exitValue());
    }

    /** Bytes from the agent. */
    InputStream fromGuest() {
        return started.join().getInputStream();
    }

    /** Bytes to the agent. */
    OutputStream toGuest() {
        return started.join().getOutputStream();
    }

    GuestConsole console() {
        return console;
    }

    /** Why the guest is gone; waits a moment for its last words. */
    String lastWords() {
        Integer status = null;
        try {
            status = ended.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // QEMU is still there: only the agent is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!console.headline().isEmpty()) {
            return console.headline();
        }
        String line = console.lastLine();
        String tail = line.isEmpty() ? "" : ": " + line;
        return status == null || status == 0
                ? "its agent ended" + tail
                : "qemu ended with exit status " + status + tail;
    }

    /** Nothing of a lab is worth keeping, so it is not asked to shut down. */
    @Override
    public void close() {
        started.thenAccept(Process::destroyForcibly);
        started.thenCombine(ended, (process, status) -> status).exceptionally(e -> -1).join();
    }
}
