// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.lab.Lab;
import io.fesh.lab.LabOptions;
import io.fesh.lab.LabWatcher;
import io.fesh.reader.KernelModuleTarget;
import io.fesh.reader.SshTarget;
import io.fesh.recfile.RecordingTarget;
import io.fesh.render.Quoting;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** The only place that knows which targets there are and how each is reached. */
final class Wiring implements Targets {
    static final String KINDS = "lab, local, ssh:HOST or file:PATH";

    private static final String FILE = "file:";

    private static final Path DEVICE = Path.of("/dev/fesh");

    /** What is used when nobody chose: this machine's kernel if it is ready, else the lab. */
    static String defaultTarget() {
        return Files.isReadable(DEVICE) && Files.isWritable(DEVICE) ? "local" : "lab";
    }

    static boolean isTarget(String name) {
        return name.equals("lab")
                || name.equals("local")
                || name.startsWith("ssh:") && name.length() > "ssh:".length()
                || name.startsWith(FILE) && name.length() > FILE.length();
    }

    @Override
    public void check(String name) throws TargetException {
        if (!isTarget(name)) {
            throw new TargetException(
                    "target '" + Quoting.visible(name) + "' is none of " + KINDS,
                    "try: target lab");
        }
        if (name.startsWith(FILE)) {
            RecordingTarget.check(recording(name));
        }
    }

    private static Path recording(String name) throws TargetException {
        try {
            return Path.of(name.substring(FILE.length()));
        } catch (InvalidPathException e) {
            throw new TargetException(Quoting.visible(name) + " is no name of a file", "", e);
        }
    }

    @Override
    public TraceTarget attach(String name, Watcher watcher)
            throws TargetException, InterruptedException {
        if (name.equals("lab")) {
            return Lab.start(
                    LabOptions.from(System::getProperty, System.getenv()), labWatcher(watcher));
        }
        if (name.equals("local")) {
            watcher.progress("opening " + DEVICE);
            return KernelModuleTarget.open();
        }
        if (name.startsWith(FILE)) {
            Path path = recording(name);
            watcher.progress("reading");
            RecordingTarget recording = RecordingTarget.open(path);
            recording.remarks().forEach(watcher::trouble);
            return recording;
        }
        check(name);
        String host = name.substring("ssh:".length());
        watcher.progress("connecting to " + host);
        return SshTarget.connect(host);
    }

    private static LabWatcher labWatcher(Watcher watcher) {
        return new LabWatcher() {
            @Override
            public void booting(Duration elapsed, String stage) {
                watcher.progress("booting " + elapsed.toSeconds() + "s");
            }

            @Override
            public void kernelTrouble(String line) {
                watcher.trouble(line);
            }
        };
    }
}
