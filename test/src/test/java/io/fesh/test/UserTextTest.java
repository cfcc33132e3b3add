// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * With FESH_LAB=1: what a system call takes as {@code char *} is its caller's. The kernel's own
 * list of system calls tells which there are.
 */
@EnabledIfEnvironmentVariable(named = "FESH_LAB", matches = "1")
class UserTextTest {
    private static final Path LAUNCHER = Path.of("..", "fesh");
    private static final String FORMATS =
            "!cd /sys/kernel/tracing/events/syscalls && grep 'field:.*\\*' sys_enter_*/format";
    private static final Pattern TEXT =
            Pattern.compile("sys_enter_(\\w+)/format:\\s*field:(?:const )?char \\* ?(\\w+);.*");

    /** A kernel with its usual options has 99 of them. */
    private static final int ENOUGH = 90;

    @Test
    void everyTextOfEverySystemCallIsReadFromUserMemory() throws Exception {
        LabRun lab = new LabRun(LAUNCHER.toRealPath());
        List<String> wrong = new ArrayList<>();
        int texts = 0;
        for (String line : lab.typed(FORMATS)) {
            Matcher text = TEXT.matcher(line);
            if (text.matches()) {
                texts++;
                String event = "SyS_" + text.group(1) + "(" + text.group(2) + ")";
                String read = lab.typed("explain " + event).get(0);
                if (!read.matches(".*[(, ]ustring " + text.group(2) + "\\)")) {
                    wrong.add(event + ": " + read);
                }
            }
        }
        lab.leave();
        assertThat(wrong).isEmpty();
        assertThat(texts).isGreaterThan(ENOUGH);
    }
}
