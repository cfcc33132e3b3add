// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A shell without job control starts what it puts into the background with SIGINT ignored. */
class BackgroundJobTest {
    @Test
    @Timeout(60)
    void commandOfAJobInTheBackgroundCanBeInterrupted() throws Exception {
        List<String> job =
                List.of(
                        "/bin/sh",
                        "-c",
                        "trap '' INT; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + NativeLoader.PROPERTY + "=" + Built.path("fake/libfeshreader.so"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Job.class.getName());
        Process process = new ProcessBuilder(job).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("130 7\n");
    }

    static final class Job {
        public static void main(String[] arguments) throws Exception {
            int killed = LocalCommand.run("kill -INT $$", new TargetContract.Written());
            int trapped =
                    LocalCommand.run(
                            "trap 'exit 7' INT; kill -INT $$", new TargetContract.Written());
            System.out.println(killed + " " + trapped);
        }
    }
}
