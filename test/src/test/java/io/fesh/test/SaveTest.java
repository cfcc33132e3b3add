// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SaveTest {
    @TempDir Path folder;

    private static List<String> type(FakeRun run, String line) throws InterruptedException {
        byte[] typed = line.getBytes(StandardCharsets.UTF_8);
        return run.step(new SessionFile.Step(1, typed, List.of(), List.of()));
    }

    @Test
    void aSavedSessionIsMadeAgainByItsFile() throws Exception {
        Path file = folder.resolve("reads.fesh");
        try (FakeRun run = new FakeRun()) {
            type(run, "create vfs_read(file->f_pos, count) => ret if count > 10");
            type(run, "fuse vfs_read 5000");
            type(run, "trace SyS_openat(int dfd, string path)");
            type(run, "set time wall");
            type(run, "int twice(int n) { return 2 * n; }");
            List<String> before = type(run, "stats");
            assertThat(type(run, "save " + file)).containsExactly("saved 2 events in " + file);
            type(run, "delete *");
            type(run, "set time boot");
            assertThat(type(run, "source " + file)).noneMatch(line -> line.startsWith("error"));
            assertThat(type(run, "stats")).isEqualTo(before);
            assertThat(type(run, "set time")).anyMatch(line -> line.startsWith("time     wall"));
            assertThat(type(run, "check " + file))
                    .anyMatch(line -> line.matches("vfs_read +f_pos +same *"))
                    .noneMatch(line -> line.contains("changed") || line.contains("broken"));
        }
        try (FakeRun fresh = new FakeRun()) {
            type(fresh, "source " + file);
            assertThat(type(fresh, "twice(21)")).containsExactly("$1 ==> 42");
        }
    }

    @Test
    void whatAnEventReliedOnStandsBeforeItsLine() throws Exception {
        Path file = folder.resolve("reads.fesh");
        try (FakeRun run = new FakeRun()) {
            type(run, "create vfs_read(file->f_path.dentry->d_name.name, count) => ret");
            type(run, "save " + file);
        }
        assertThat(Files.readAllLines(file))
                .contains("#: kernel 6.1.0-56-cloud-amd64", "#: function vfs_read")
                .contains("#: field count | size_t | size_t | 8 | arg3 | count")
                .anyMatch(line -> line.startsWith("#: field ret | "));
    }
}
