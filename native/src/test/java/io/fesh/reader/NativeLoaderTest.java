// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The library of the jar, in a Java of its own: this one has the tests' library loaded. */
@Timeout(60)
class NativeLoaderTest {
    @TempDir Path directory;

    /** Opens the local target and prints what it is or why it is not. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            try (KernelModuleTarget target = KernelModuleTarget.open()) {
                System.out.print(target.info().name());
            } catch (TargetException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    private String open(String... options) throws Exception {
        Stream<String> command =
                Stream.of(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin/java")
                                                .toString()),
                                Stream.of(options),
                                Stream.of(
                                        "-Djava.io.tmpdir=" + directory,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Main.class.getName()))
                        .flatMap(words -> words);
        Process java = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void libraryOfTheJarIsLoadedAndLeavesNothingBehind() throws Exception {
        Assumptions.assumeFalse(Files.exists(Path.of("/dev/fesh")), "the module is loaded here");
        assertThat(open()).isEqualTo("/dev/fesh is not there: the kernel module is not loaded");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void libraryThatCannotBeLoadedIsNamed() throws Exception {
        Path text = Files.writeString(directory.resolve("no-library.so"), "text");
        assertThat(open("-D" + NativeLoader.PROPERTY + "=" + text))
                .startsWith("libfeshreader.so cannot be loaded: ")
                .contains(text.toString());
    }
}
