// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another reader of BTF, to compare with: bpftool, pahole, pfunct. */
final class Peer {
    private Peer() {}

    /** The program on the PATH, or where Debian puts bpftool. */
    static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What it prints; the test is skipped if it fails. */
    static List<String> lines(Path program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        Path out = Files.createTempFile("peer", ".txt");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within 2 minutes");
            }
            // an older tool does not know the kinds of a newer kernel
            assumeTrue(
                    process.exitValue() == 0,
                    () -> String.join(" ", command) + " exited with " + process.exitValue());
            return Files.readAllLines(out, StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(out);
        }
    }

    /** Blanks only where C needs them, and none of the spellings that differ without meaning. */
    static String normal(String declaration) {
        return declaration
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([^A-Za-z0-9_ ]) ?", "$1")
                .replace("[0]", "[]")
                .strip();
    }
}
