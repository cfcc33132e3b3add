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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * With FESH_LAB=1: what help and the documents show as a line to type is typed in the lab, each
 * line as a file of its own so that fesh itself says whether it failed.
 */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class ExamplesInTheLabTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");
    private static final Path README = Path.of("..", "README.md");
    private static final Path MAN_PAGE = Path.of("..", "shell", "src", "main", "man", "fesh.1");

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
                    "source", "check", "export");

    /** What else must be there before an example of a verb. */
    private static final Map<String, List<String>> BEFORE =
            Map.of(
                    "source", List.of("save reads.fesh", "save 'my reads.fesh'", "delete *"),
                    "check", List.of("save reads.fesh"),
                    "tutorial", List.of("tutorial 1"));

    /** What only a person at a terminal can do says so. */
    private static final Map<String, String> REFUSED =
            Map.of("edit", "edit needs somebody at a terminal");

    /** The types of the lab's kernel as a file of this machine, for {@code check --btf}. */
    private static final String OTHER_TYPES =
            "Files.write(Path.of(\"vmlinux-7.2\"), Base64.getMimeDecoder()"
                    + ".decode(sh(\"base64 /sys/kernel/btf/vmlinux\")))";

    /** A row of a table in the README; the first column is what can be typed. */
    private static final Pattern ROW = Pattern.compile("\\| (`.*?`) \\|.*");

    private static final Pattern TYPED = Pattern.compile("`([^`]+)`");

    /** Sections of the README whose tables hold lines of events. */
    private static final List<String> OF_EVENTS = List.of("Lines", "Names instead of offsets");

    @TempDir Path folder;
    private LabRun lab;
    private int files;

    @TestFactory
    Stream<DynamicTest> everyLineThatIsShownCanBeTyped() throws Exception {
        lab = new LabRun(LAUNCHER.toRealPath(), folder);
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
        for (String line : linesOfTheReadme()) {
            tests.add(shown("README: " + line, List.of(), "create " + line));
        }
        for (String line : examplesOfTheManPage()) {
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

    /** Those of the tables; {@code f} stands for any function. */
    private static List<String> linesOfTheReadme() throws IOException {
        List<String> lines = new ArrayList<>();
        String section = "";
        for (String text : Files.readAllLines(README)) {
            section = text.startsWith("## ") ? text.substring(3) : section;
            Matcher row = ROW.matcher(text.replace("\\|", "\0"));
            if (OF_EVENTS.contains(section) && row.matches()) {
                TYPED.matcher(row.group(1))
                        .results()
                        .map(typed -> typed.group(1).replace('\0', '|'))
                        .map(typed -> typed.replaceFirst("^f\\(", "vfs_read("))
                        .forEach(lines::add);
            }
        }
        assertThat(lines).hasSizeGreaterThan(20);
        return lines;
    }

    /** Each is a line typed at the prompt. */
    private static List<String> examplesOfTheManPage() throws IOException {
        List<String> lines =
                Files.readAllLines(MAN_PAGE).stream()
                        .dropWhile(line -> !line.equals(".SH EXAMPLES"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith(".SH "))
                        .filter(line -> line.startsWith(".B "))
                        .map(line -> line.substring(3).replace("\\-", "-"))
                        .map(line -> line.replaceAll("^\"|\"$", "").replace("\\(dq", "\""))
                        .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        return lines;
    }

    /** Runs a file of these lines in a session that has nothing, and gives what was seen. */
    private List<String> run(List<String> before, String line)
            throws IOException, InterruptedException {
        lab.cleanUp();
        Path file = folder.resolve("example-" + ++files + ".fesh");
        List<String> lines = new ArrayList<>(before);
        lines.add(line);
        Files.write(file, lines);
        return lab.typed("source " + file);
    }

    /** The block of a section that is no session: lines as they stand, without what indents it. */
    private static List<String> block(String section) throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("## " + section))
                .dropWhile(line -> !line.startsWith("    "))
                .filter(line -> line.startsWith("    ") || !line.isBlank())
                .takeWhile(line -> line.startsWith("    ") || line.startsWith("writes "))
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** What is written to tracefs in the lab, and what it shows then, whatever the numbers are. */
    private void theFileOf2018() throws Exception {
        List<String> block = block("The file of 2018");
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
        List<String> block = block("Scripts");
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
