// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.verb.CommandTable;

import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

class ExpressionCandidatesTest {
    private final FakeView kernel = new FakeView();
    private final LineCompleter completer =
            new LineCompleter(CommandTable.standard(), kernel, Path.of("/nowhere"));

    private List<Candidate> tab(String typed) {
        ParsedLine parsed = new WordParser().parse(typed, typed.length(), ParseContext.COMPLETE);
        Candidates found = new Candidates(80, 24);
        completer.offer(typed, typed.length() - parsed.wordCursor(), found);
        return found.list();
    }

    private List<String> names(String typed) {
        return tab(typed).stream().map(Candidate::displ).toList();
    }

    @Test
    void whereAValueBeginsVariablesFitAndWhatCanBeCalled() {
        assertThat(names("print ji")).containsExactly("jiffies");
        assertThat(tab("print ji").get(0).descr()).isEqualTo("unsigned long jiffies");
        assertThat(names("p -depth 2 init_t")).containsExactly("init_task");
        assertThat(names("print/x init_t")).containsExactly("init_task");
        assertThat(names("x/8gx &init_t")).containsExactly("init_task");
        assertThat(names("print 1 + conta")).containsExactly("container_of(");
    }

    @ParameterizedTest
    @CsvSource({
        "print init_task.group_, group_leader",
        "print init_task.tasks.n, next",
        "print init_task.group_leader->com, comm",
        "print (1 + init_task.tasks.ne, next",
        "print ((struct file *)0)->f_fl, f_flags",
        "print container_of(0; struct task_struct; tasks)->com, comm",
        "print tasks()->group_, group_leader",
        "print tasks()[2].group_leader->com, comm",
        "whatis init_task.tasks.n, next",
    })
    void behindAnArrowOrADotMembersFit(String typed, String member) {
        assertThat(names(typed.replace(';', ','))).startsWith(member);
    }

    @Test
    void whatIsTypedBeforeADotStays() {
        assertThat(tab("print init_task.group_").get(0).value())
                .isEqualTo("init_task.group_leader");
    }

    @Test
    void perCpuVariablesFitInsidePerCpuOnly() {
        assertThat(names("print process_c")).isEmpty();
        assertThat(names("print per_cpu(process_c")).containsExactly("process_counts");
    }

    @Test
    void behindStructTypesFit() {
        assertThat(names("print *(struct qst")).containsExactly("qstr");
        assertThat(names("ptype struct qst")).containsExactly("qstr");
    }

    @Test
    void whatisTakesFunctionsAndTypesToo() {
        assertThat(names("whatis vfs_fs")).contains("vfs_fsync");
        assertThat(names("ptype qst")).contains("struct qstr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print nosuch.a",
                "print nr_threads.a",
                "print init_task.",
                "print 5.",
                "print #3.",
                "print )->",
                "print jiffies jif",
                "print ].x->"
            })
    void nothingIsOfferedThatWouldBeRefused(String typed) {
        if (!typed.equals("print init_task.")) {
            assertThat(names(typed)).isEmpty();
        } else {
            assertThat(names(typed)).contains("comm").doesNotContain("");
        }
    }
}
