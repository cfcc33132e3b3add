// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.kernel.TargetException;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The kernel of another machine: {@code ssh HOST fesh-agent --stdio}. Names, keys, users and jump
 * hosts are the business of ssh and its configuration; it asks for passwords on the terminal
 * itself.
 */
public final class SshTarget {
    private static final int NOT_FOUND = 127;
    private static final int KEPT = 4096;
    private static final long FAREWELL_MS = 2000;

    private SshTarget() {}

    /**
     * @param host as ssh takes it: {@code HOST} or {@code USER@HOST}
     */
    public static AgentTarget connect(String host) throws TargetException {
        return connect(host, "ssh");
    }

    static AgentTarget connect(String host, String ssh) throws TargetException {
        String name = "ssh:" + host;
        Process process;
        try {
            process = new ProcessBuilder(command(ssh, host)).start();
        } catch (IOException e) {
            throw new TargetException("ssh cannot be started: " + e.getMessage(), "", e);
        }
        LastWords words = new LastWords(process);
        Closeable transport =
                () -> {
                    process.getOutputStream().close();
                    words.waitOrKill();
                };
        AgentTarget target =
                AgentTarget.connect(
                        name,
                        process.getInputStream(),
                        process.getOutputStream(),
                        transport,
                        words);
        try {
            target.requireSession();
        } catch (TargetException e) {
            target.close();
            throw e;
        }
        return target;
    }

    /**
     * Ctrl-C at the prompt is for the shell alone. ssh keeps the terminal, to ask for a password,
     * so it starts with the signal ignored, which it respects.
     */
    private static List<String> command(String ssh, String host) {
        String start =
                "command -v \"$0\" >/dev/null || { echo \"$0 is not installed\" >&2; exit 1; }\n"
                        + "trap '' INT; exec \"$0\" -T -- \"$1\" 'fesh-agent --stdio'";
        return List.of("/bin/sh", "-c", start, ssh, host);
    }

    /** What ssh wrote to its stderr, and its status, once it has ended. */
    private static final class LastWords implements Supplier<String> {
        private final Process process;
        private final StringBuilder tail = new StringBuilder();
        private final Thread listener;

        LastWords(Process process) {
            this.process = process;
            this.listener = new Thread(this::listen, "fesh-ssh-stderr");
            listener.setDaemon(true);
            listener.start();
        }

        private void listen() {
            byte[] some = new byte[1024];
            try (InputStream errors = process.getErrorStream()) {
                for (int n; (n = errors.read(some)) > 0; ) {
                    tail.append(new String(some, 0, n, StandardCharsets.UTF_8));
                    tail.delete(0, Math.max(0, tail.length() - KEPT));
                }
            } catch (IOException e) {
                // What came before is what there is.
            }
        }

        @Override
        public String get() {
            waitOrKill();
            String said = tail.toString().strip();
            if (process.isAlive()) {
                // this thread was told not to wait
                return said;
            }
            int status = process.exitValue();
            if (status == NOT_FOUND) {
                return "fesh-agent is not in the PATH there: install it on that machine";
            }
            return said.isEmpty() ? "ssh ended with status " + status : said;
        }

        void waitOrKill() {
            try {
                if (!process.waitFor(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                listener.join(FAREWELL_MS);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
