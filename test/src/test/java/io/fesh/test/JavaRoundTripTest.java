// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What Java has defined in a session is there in the one that is made from its file. */
@Timeout(60)
class JavaRoundTripTest {

    @TempDir Path folder;

    private static List<String> type(FakeRun run, String line) throws InterruptedException {
        return run.step(new SessionFile.Step(0, line.getBytes(UTF_8), List.of(), List.of()));
    }

    private void save(String... lines) throws InterruptedException {
        try (FakeRun run = new FakeRun()) {
            for (String line : lines) {
                assertThat(type(run, line)).as(line).noneMatch(text -> text.startsWith("error"));
            }
            assertThat(type(run, "save " + folder.resolve("it.fesh"))).hasSize(1);
        }
    }

    /** The last thing that is shown when {@code line} is typed into the session made again. */
    private String again(String line) throws InterruptedException {
        try (FakeRun run = new FakeRun()) {
            assertThat(type(run, "source " + folder.resolve("it.fesh")))
                    .noneMatch(text -> text.startsWith("error"));
            List<String> seen = type(run, line);
            return seen.get(seen.size() - 1);
        }
    }

    @Test
    void aRecordThatUsesAMethodThatUsesAnImport() throws Exception {
        save(
                "import java.net.URI",
                "String host(String url) { return URI.create(url).getHost(); }",
                "record Site(String url) {",
                "    String host() { return at(url); }",
                "    // what is not there yet",
                "    private String at(String u) { return REPL(u); }",
                "}",
                "String REPL(String u) { return host(u); }",
                "Site home = new Site(\"http://lwn.net/Articles\")");
        assertThat(again("home.host()")).isEqualTo("$1 ==> \"lwn.net\"");
    }

    @Test
    void whatWasDefinedBeforeWhatItNeeds() throws Exception {
        save(
                "int g() { return f() + BASE.length(); }",
                "var x = 1",
                "int f() { return 1; }",
                "String BASE = \"three\"",
                "int f() { return 40; }",
                "x = g()",
                "int y = g() + 1");
        assertThat(again("y")).isEqualTo("y ==> 46");
    }

    @Test
    void classesOfEventsAreThereForIt() throws Exception {
        save(
                "trace vfs_read(NULL, NULL, size_t count)",
                "long sum() { return VfsRead.all().mapToLong(VfsRead::count).sum(); }");
        assertThat(again("sum()")).isEqualTo("$1 ==> 0");
    }

    @Test
    void whatLooksLikeAVerbsIsSavedAsJava() throws Exception {
        save("java <T> T same(T it) {", "  return it;", "}");
        assertThat(again("same(7)")).isEqualTo("$1 ==> 7");
    }
}
