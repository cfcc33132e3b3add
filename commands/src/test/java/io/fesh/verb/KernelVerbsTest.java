// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static io.fesh.verb.Dispatcher.Outcome.DONE;
import static io.fesh.verb.Dispatcher.Outcome.FAILED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.kernel.KernelSymbols.Standing;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** functions, run, target and help. */
class KernelVerbsTest {
    private final Typed typed = new Typed();

    @Test
    void functionsListsByPrefixThenByPart() throws Exception {
        assertThat(typed.type("functions read"))
                .containsExactly(
                        "__x64_sys_read",
                        "kernel_read",
                        "ssize_t vfs_read(struct file *file, char *buf, size_t count, loff_t *pos)",
                        "vfs_readv");
        assertThat(typed.out.objects())
                .first()
                .isEqualTo("{\"function\":\"__x64_sys_read\",\"traceable\":true,\"copies\":1}");
        assertThat(typed.type("functions vfs_fsync"))
                .containsExactly("int vfs_fsync(struct file *file, int datasync)");
        assertThat(typed.out.objects())
                .last()
                .isEqualTo(
                        "{\"function\":\"vfs_fsync\",\"prototype\":"
                                + "\"int vfs_fsync(struct file *file, int datasync)\","
                                + "\"traceable\":true,\"copies\":1}");
    }

    @Test
    void aKernelWithoutTypesHasNames() throws Exception {
        typed.target.withoutTypes();
        assertThat(typed.type("functions vfs_read")).containsExactly("vfs_read", "vfs_readv");
        assertThat(typed.type("? vfs_read")).containsExactly("vfs_read", "  can be traced");
        assertThat(typed.type("ptype struct file"))
                .containsExactly("error: the kernel tells no types");
        assertThat(typed.type("create vfs_read"))
                .startsWith("error: line ends too early: ')' is missing");
        assertThat(typed.type("create vfs_read(count)"))
                .containsExactly("error: the kernel tells no types");
    }

    @Test
    void functionsCountsWhatItDoesNotList() throws Exception {
        for (int i = 0; i < 1_234; i++) {
            typed.target.symbols().add("xfs_" + i, Standing.TRACEABLE);
        }
        List<String> shown = typed.type("functions xfs_");
        assertThat(shown).hasSize(201).last().isEqualTo("... 1,034 more");
        assertThat(typed.out.objects()).hasSize(201).last().isEqualTo("{\"more\":1034}");
    }

    @Test
    void functionsOffersTheNearestWhenNothingFits() throws Exception {
        assertThat(typed.type("functions vfs_raed"))
                .containsExactly(
                        "error: no function has vfs_raed in its name",
                        "  functions vfs_raed",
                        "            ^~~~~~~~",
                        "try: functions vfs_read");
        assertThat(typed.type("functions"))
                .contains("error: a part of a function's name is missing");
    }

    @Test
    void runShowsTheOutputAsItComes() throws Exception {
        typed.target.program(
                "uname -r; id",
                output -> {
                    output.out(bytes("6.1\n"));
                    output.err(bytes("who?\n"));
                    output.out(bytes("bye"));
                    return 0;
                });
        assertThat(typed.type("run  uname -r; id ")).containsExactly("6.1", "who?", "bye");
        assertThat(typed.type("!uname -r; id")).containsExactly("6.1", "who?", "bye");
        assertThat(typed.type("! uname -r; id")).containsExactly("6.1", "who?", "bye");
        assertThat(typed.outcome()).isEqualTo(DONE);
    }

    @Test
    void runFailsWithTheCommandsStatus() throws Exception {
        typed.target.program("false", output -> 2);
        assertThat(typed.type("!false")).containsExactly("run: exit status 2");
        assertThat(typed.outcome()).isEqualTo(FAILED);
        assertThat(typed.out.diagnostics()).containsExactly("run: exit status 2");
        assertThat(typed.type("!")).contains("error: a command is missing");
    }

    @Test
    void runTakesWhateverTheTargetsShellTakes() throws Exception {
        typed.target.program("echo '\u001b[1m\t\"x", output -> 0);
        assertThat(typed.type("!echo '\u001b[1m\t\"x")).isEmpty();
        assertThat(typed.outcome()).isEqualTo(DONE);
    }

    @Test
    void targetShowsAndChanges() throws Exception {
        assertThat(typed.type("target")).containsExactly("fake: 6.1.0-56-cloud-amd64");
        assertThat(typed.type("target fake")).containsExactly("fake: 6.1.0-56-cloud-amd64");
        assertThat(typed.type("target a b").get(0)).isEqualTo("error: b is not expected here");
    }

    @Test
    void helpListsEveryVerbWithinEightyColumns() throws Exception {
        List<String> shown = typed.type("help all");
        for (Command command : CommandTable.standard().commands()) {
            assertThat(shown).anyMatch(line -> line.startsWith("  " + command.usage() + "  "));
        }
        assertThat(shown)
                .contains("events", "kernel", "shell")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void helpFitsATerminalOf24RowsAndNamesEveryVerb() throws Exception {
        List<String> shown = typed.type("help");
        assertThat(shown).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
        for (Command command : CommandTable.standard().commands()) {
            assertThat(shown).anyMatch(line -> List.of(line.split(" +")).contains(command.name()));
        }
    }

    @Test
    void helpExplainsOneVerbWithExamples() throws Exception {
        assertThat(typed.type("help q"))
                .containsExactly(
                        "usage: quit",
                        "  leaves; the kernel is as it was before",
                        "also: q, exit",
                        "examples:",
                        "  quit",
                        "  q");
        assertThat(typed.type("? create")).first().isEqualTo("usage: create LINE");
        assertThat(typed.type("?create")).first().isEqualTo("usage: create LINE");
    }

    @Test
    void helpForNoVerbOffersTheNearest() throws Exception {
        assertThat(typed.type("help craete"))
                .containsExactly(
                        "error: no help speaks of craete",
                        "  help craete",
                        "       ^~~~~~",
                        "try: help create");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
