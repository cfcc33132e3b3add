// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sessions typed into {@code ./fesh --target lab} through a pipe, several into one so that the lab
 * boots once. After each line the target is asked to echo a mark: all before it belongs to the
 * line.
 */
final class LabRun implements SessionRun {
    private static final Duration BOOT = Duration.ofSeconds(180);
    private static final Duration STEP = Duration.ofSeconds(60);
    private static final String END = "\0end of output";

    private final Process fesh;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int marks;

    LabRun(Path launcher) throws IOException, InterruptedException {
        this(launcher, Path.of(""));
    }

    /**
     * @param folder where fesh is started: the names of files begin there
     */
    LabRun(Path launcher, Path folder) throws IOException, InterruptedException {
        fesh =
                new ProcessBuilder(launcher.toString(), "--target", "lab", "--color", "never")
                        .directory(folder.toAbsolutePath().toFile())
                        .redirectErrorStream(true)
                        .start();
        Thread reader = new Thread(this::read, "output of fesh");
        reader.setDaemon(true);
        reader.start();
        untilMark(new byte[0], BOOT);
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(fesh.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("the output of fesh broke off: " + e.getMessage());
        } finally {
            lines.add(END);
        }
    }

    /** Types one line and gives what was to be seen until it was done. */
    List<String> typed(String line) throws IOException, InterruptedException {
        return untilMark(line.getBytes(StandardCharsets.UTF_8), STEP);
    }

    @Override
    public List<String> step(SessionFile.Step step) throws IOException, InterruptedException {
        return untilMark(step.typed(), STEP);
    }

    /** Leaves the kernel as the next session wants to find it. */
    void cleanUp() throws IOException, InterruptedException {
        typed("delete *");
    }

    private List<String> untilMark(byte[] typed, Duration time)
            throws IOException, InterruptedException {
        String mark = "mark " + ++marks + " of the session";
        OutputStream in = fesh.getOutputStream();
        in.write(typed);
        in.write(("\n!echo '" + mark + "'\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        long deadline = System.nanoTime() + time.toNanos();
        List<String> seen = new ArrayList<>();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IOException("no answer in " + time.toSeconds() + " s; so far: " + seen);
            }
            if (line.equals(END)) {
                throw new IOException("fesh ended; so far: " + seen);
            }
            // hits of the mark's own echo may come before or after it
            if (line.equals(mark)) {
                return seen;
            }
            seen.add(line);
        }
    }

    /** Ends the input, at which fesh leaves. */
    void leave() throws IOException, InterruptedException {
        fesh.getOutputStream().close();
        if (!fesh.waitFor(20, TimeUnit.SECONDS)) {
            fesh.destroy();
            throw new IOException("fesh did not leave within 20 s of the end of its input");
        }
    }
}
