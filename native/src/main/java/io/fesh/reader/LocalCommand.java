// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget.RunOutput;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A command of this machine's {@code /bin/sh}, with nothing to read and its output as it comes. */
final class LocalCommand {
    private LocalCommand() {}

    static int run(String command, RunOutput output) throws TargetException {
        ReaderLibrary.childrenHearInterrupts();
        Process process;
        try {
            process =
                    new ProcessBuilder("/bin/sh", "-c", command)
                            .redirectInput(new File("/dev/null"))
                            .start();
        } catch (IOException e) {
            throw new TargetException("/bin/sh cannot be started: " + e.getMessage(), "", e);
        }
        CommandOutput pieces = new CommandOutput();
        Thread out = pump(process.getInputStream(), pieces::out);
        Thread err = pump(process.getErrorStream(), pieces::err);
        Thread end =
                new Thread(
                        () -> {
                            join(out);
                            join(err);
                            pieces.end(status(process));
                        },
                        "fesh-run-end");
        end.setDaemon(true);
        end.start();
        return pieces.drain(output, signal -> signal(process.toHandle(), signal));
    }

    private static Thread pump(InputStream from, Consumer<byte[]> to) {
        Thread thread =
                new Thread(
                        () -> {
                            byte[] some = new byte[1 << 16];
                            try (from) {
                                for (int n; (n = from.read(some)) > 0; ) {
                                    to.accept(Arrays.copyOf(some, n));
                                }
                            } catch (IOException e) {
                                // The command has ended, and its output with it.
                            }
                        },
                        "fesh-run-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JDK already gives 128 + the signal for a command that a signal ended. */
    private static int status(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return process.destroyForcibly().exitValue();
        }
    }

    /**
     * To the shell and all that it started: Java cannot give a child a process group of its own.
     */
    private static void signal(ProcessHandle shell, int signal) {
        List<String> kill = new ArrayList<>(List.of("/bin/sh", "-c", "kill -$0 \"$@\""));
        kill.add(Integer.toString(signal));
        // The shell first: it must not go on to its next command when the one it waits for ends.
        kill.add(Long.toString(shell.pid()));
        shell.descendants().forEach(child -> kill.add(Long.toString(child.pid())));
        try {
            new ProcessBuilder(kill)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
