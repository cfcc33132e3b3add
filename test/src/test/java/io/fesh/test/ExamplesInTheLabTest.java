// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;
import io.fesh.verb.HelpTopic;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * With FESH_LAB=1: what help and the documents show as a line to type is typed in the lab, each
 * line as a file of its own so that fesh itself says whether it failed.
 */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class ExamplesInTheLabTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");

    /** What some examples are about: two events, one of them on, and hits of both. */
    private static final List<String> EVENTS =
            List.of(
                    "create SyS_openat(int dfd, string path, x32 flags, x16 mode)",
                    "trace vfs_read(file, count)",
                    "enable SyS_openat",
                    "!cat /etc/hostname",
                    "disable SyS_openat");

    private static final Set<String> ABOUT_EVENTS =
            Set.of(
                    "enable", "disable", "delete", "events", "stats", "fuse", "diff", "save",
                    "source", "check", "export", "java");

    private static final List<String> RECORDING = List.of("record hits.rec", "record stop");

    /** What else must be there before the examples of a verb, or before one of them. */
    private static final Map<String, List<String>> BEFORE =
            Map.of(
                    "source", List.of("save reads.fesh", "save 'my reads.fesh'", "delete *"),
                    "check", List.of("save reads.fesh"),
                    "tutorial", List.of("tutorial 1"),
                    "java fesh(\"trace vfs_read(NULL, NULL, size_t count)\")",
                            List.of("delete vfs_read"),
                    "record stop", List.of("record hits.rec"),
                    "open hits.rec", RECORDING,
                    "open ../hits.rec", List.of("record ../hits.rec", "record stop"),
                    "target file:hits.rec", RECORDING);

    /** What takes back what an example has done. */
    private static final Map<String, String> AFTER =
            Map.of(
                    "record hits.rec", "record stop",
                    "record hits.rec new replace", "record stop",
                    "open hits.rec", "target lab",
                    "open ../hits.rec", "target lab",
                    "target file:hits.rec", "target lab");

    /** What only a person at a terminal can do says so. */
    private static final Map<String, String> REFUSED =
            Map.of("edit", "edit needs somebody at a terminal");

    /** The types of the lab's kernel as a file of this machine, for {@code check --btf}. */
    private static final String OTHER_TYPES =
            "Files.write(Path.of(\"vmlinux-7.2\"), Base64.getMimeDecoder()"
                    + ".decode(sh(\"base64 /sys/kernel/btf/vmlinux\")))";

    @TempDir Path folder;
    private Path here;
    private LabRun lab;
    private int files;

    @TestFactory
    Stream<DynamicTest> everyLineThatIsShownCanBeTyped() throws Exception {
        here = Files.createDirectory(folder.resolve("here"));
        lab = new LabRun(LAUNCHER.toRealPath(), here);
        lab.typed(OTHER_TYPES);
        List<DynamicTest> tests = new ArrayList<>();
        for (Command command : CommandTable.standard().commands()) {
            // leaves: verbs.session has that
            if (!command.name().equals("quit")) {
                command.examples().forEach(line -> tests.add(example(command, line)));
            }
        }
        for (HelpTopic topic : HelpTopic.values()) {
            topic.examples()
                    .forEach(
                            l ->
                                    tests.add(
                                            shown(
                                                    "help " + topic.title() + ": " + l,
                                                    List.of(),
                                                    l)));
        }
        for (String line : DocumentedLines.ofTables()) {
            tests.add(shown("README: " + line, List.of(), "create " + line));
        }
        for (String line : DocumentedLines.ofTheManPage()) {
            tests.add(shown("fesh.1: " + line, List.of(), line));
        }
        tests.add(DynamicTest.dynamicTest("README: the file of 2018", this::theFileOf2018));
        tests.add(DynamicTest.dynamicTest("fesh leaves the lab", lab::leave));
        tests.add(DynamicTest.dynamicTest("README: scripts", this::theScriptOfTheReadme));
        return tests.stream();
    }

    private DynamicTest example(Command command, String line) {
        String verb = command.name();
        List<String> before = new ArrayList<>();
        if (ABOUT_EVENTS.contains(verb)) {
            before.addAll(EVENTS);
        }
        before.addAll(BEFORE.getOrDefault(verb, List.of()));
        before.addAll(BEFORE.getOrDefault(line, List.of()));
        String name = "help " + verb + ": " + line;
        return REFUSED.containsKey(verb)
                ? DynamicTest.dynamicTest(
                        name, () -> assertThat(run(before, line)).contains(REFUSED.get(verb)))
                : shown(name, before, line);
    }

    private DynamicTest shown(String name, List<String> before, String line) {
        return DynamicTest.dynamicTest(
                name,
                () ->
                        assertThat(run(before, line))
                                .noneMatch(text -> text.endsWith(": stopped here")));
    }

    /** Runs a file of these lines in a session that has nothing, and gives what was seen. */
    private List<String> run(List<String> before, String line)
            throws IOException, InterruptedException {
        Path file = here.resolve("example-" + ++files + ".fesh");
        List<String> lines = new ArrayList<>(List.of("delete *"));
        lines.addAll(before);
        lines.add(line);
        if (AFTER.containsKey(line)) {
            lines.add(AFTER.get(line));
        }
        Files.write(file, lines);
        Files.deleteIfExists(here.resolve("hits.rec"));
        return lab.typed("source " + file);
    }

    /** What is written to tracefs in the lab, and what it shows then, whatever the numbers are. */
    private void theFileOf2018() throws Exception {
        List<String> block = DocumentedLines.block("The file of 2018");
        String shown = block.get(block.size() - 1);
        for (String line : block.subList(0, block.size() - 2)) {
            assertThat(lab.typed("!" + line)).isEmpty();
        }
        String look = block.get(block.size() - 2).replaceFirst("^cat ", "grep -m 1 /etc/hostname ");
        List<String> seen = lab.typed("!cat /etc/hostname; " + look);
        lab.typed("!echo 0 > /sys/kernel/tracing/events/functions/enable");
        lab.typed("!echo > /sys/kernel/tracing/function_events");
        assertThat(form(seen.get(seen.size() - 1))).isEqualTo(form(shown));
    }

    private void theScriptOfTheReadme() throws Exception {
        List<String> block = DocumentedLines.block("Scripts");
        Path out = folder.resolve("out");
        Process script =
                new ProcessBuilder(
                                "bash", "-c", String.join("\n", block.subList(0, block.size() - 1)))
                        .directory(LAUNCHER.toRealPath().getParent().toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        assertThat(script.waitFor()).isZero();
        assertThat(Files.readAllLines(out))
                .extracting(ExamplesInTheLabTest::form)
                .contains(form(block.get(block.size() - 1)));
    }

    /** The same for any number and any width of columns. */
    private static String form(String line) {
        return line.replaceAll("0x[0-9a-f]+|[0-9]+(\\.[0-9]+)?", "N")
                .replaceAll("  +", " ")
                .strip();
    }
}
