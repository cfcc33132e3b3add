// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hits of a real kernel, seen while it runs, then in their recording by a shell without one. */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class RecordingsOfTheLabTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");

    private static final String READS = "!dd if=/dev/zero of=/dev/null bs=4096 count=3";

    /** What a recording answers as its kernel did. */
    private static final List<String> QUESTIONS =
            List.of(
                    "events 1000",
                    "events #2 pretty",
                    "stats vfs_read",
                    "top vfs_read by name, count",
                    "hist vfs_read by duration",
                    "flame vfs_read",
                    "diff #1 #2",
                    "events(\"vfs_read\").count()",
                    "functions ^vfs_read",
                    "whatis vfs_read",
                    "ptype struct path",
                    "types ^dentry$",
                    "explain vfs_read(file->f_path.dentry->d_name.name, count)");

    @TempDir private Path folder;

    @Test
    void hitsAndTypesOfAKernelAreTheSameWithoutIt() throws Exception {
        Path file = folder.resolve("hits.rec");
        List<List<String>> seen = new ArrayList<>();
        LabRun lab = new LabRun(LAUNCHER.toRealPath());
        lab.typed(
                "trace vfs_read(file->f_path.dentry->d_name.name, count) => ret"
                        + " if comm == \"dd\" stack");
        lab.typed(READS);
        assertThat(lab.typed("record " + file)).hasSize(1);
        lab.typed(READS);
        lab.typed("disable vfs_read");
        assertThat(lab.typed("record stop").get(0)).startsWith("recorded ");
        for (String question : QUESTIONS) {
            seen.add(lab.typed(question));
        }
        lab.leave();
        assertThat(seen.get(0)).hasSizeGreaterThan(3);

        List<String> line =
                new ArrayList<>(List.of("--color", "never", "--target", "file:" + file));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            line.addAll(List.of("-e", QUESTIONS.get(i)));
            expected.addAll(seen.get(i));
        }
        assertThat(fesh(line)).isEqualTo(expected);
        assertThat(fesh(List.of("--target", "file:" + file, "-e", "print init_task.comm")))
                .contains("error: a recording has no kernel whose memory could be read");
    }

    private static List<String> fesh(List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toRealPath().toString()));
        command.addAll(arguments);
        Process fesh = new ProcessBuilder(command).redirectErrorStream(true).start();
        fesh.getOutputStream().close();
        String text = new String(fesh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        fesh.waitFor();
        return text.lines().toList();
    }
}
