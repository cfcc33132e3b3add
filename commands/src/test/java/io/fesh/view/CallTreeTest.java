// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.StyledText;

import org.junit.jupiter.api.Test;

import java.util.List;

class CallTreeTest {
    private final CallTree tree = new CallTree("vfs_read");

    private List<String> drawn() {
        return tree.draw(Canvas.endless(80, true), true).stream().map(StyledText::text).toList();
    }

    private void lines(String... lines) {
        for (String line : lines) {
            tree.line(line);
        }
    }

    @Test
    void putsTheCallsOfAllTasksTogether() {
        lines(
                " 1)    dd-118    |               |  vfs_read() {",
                " 0)   a b-7      |   3.000 us    |  vfs_read();",
                " ------------------------------------------",
                " 1)    dd-118    =>   cat-119   ",
                " 1)    dd-118    |   1.000 us    |    rw_verify_area();",
                " 1)    dd-118    | + 12.500 us   |    rw_verify_area [ext4]();",
                " 1)    dd-118    | ! 120.500 us  |  } /* vfs_read */");
        assertThat(drawn())
                .containsExactly(
                        "vfs_read: 2 calls, 0.1 ms",
                        "  total  calls",
                        " 0.1 ms      2  vfs_read",
                        " 1.0 us      1    rw_verify_area",
                        "12.5 us      1    rw_verify_area [ext4]");
    }

    /** From 10 ms on the kernel leaves decimals out, at last with their point. */
    @Test
    void longCallsCountWhole() {
        lines(
                " 1)    dd-118    |               |  vfs_read() {",
                " 1)    dd-118    | * 38632.56 us |    msleep();",
                " 1)    dd-118    | # 138632.5 us |    schedule();",
                " 1)    dd-118    | $ 2000000 us  |    io_schedule();",
                " 1)    dd-118    | $ 2171265 us  |  } /* vfs_read */");
        assertThat(drawn())
                .containsExactly(
                        "vfs_read: 1 call, 2.1 s",
                        "   total  calls",
                        "   2.1 s      1  vfs_read",
                        " 38.6 ms      1    msleep",
                        "138.6 ms      1    schedule",
                        "   2.0 s      1    io_schedule");
    }

    @Test
    void callsOfOtherFunctionsAreNone() {
        lines(
                "# tracer: function_graph",
                " 1)    dd-118    |   47.743 us   |    _raw_spin_unlock();",
                " 1)    dd-118    |               |  do_other() {",
                " 1)    dd-118    |   1.000 us    |    rw_verify_area();",
                " 1)    dd-118    |   640.033 us  |  } /* do_other */");
        assertThat(drawn()).containsExactly("vfs_read: 0 calls");
    }

    @Test
    void aCallThatDidNotReturnSaysSo() {
        lines(
                " 1)    dd-118    |               |  vfs_read() {",
                " 1)    dd-118    |               |    schedule() {");
        assertThat(drawn())
                .containsExactly(
                        "vfs_read: 1 call, 0 ns",
                        "total  calls",
                        " 0 ns      1  vfs_read  (1 not returned)",
                        " 0 ns      1    schedule  (1 not returned)");
    }

    /** The end of the first read and the beginning of the second are missing. */
    @Test
    void aCallIsWhereItsDepthSaysAlsoIfLinesWereLost() {
        lines(
                " 1)    dd-118    |               |  vfs_read() {",
                " 1)    dd-118    |               |    read_zero() {",
                " 1)    dd-118    |   1.000 us    |  vfs_read();",
                " 1)    dd-118    |   2.000 us    |    rw_verify_area();");
        assertThat(drawn())
                .containsExactly(
                        "vfs_read: 2 calls, 1.0 us",
                        " total  calls",
                        "1.0 us      2  vfs_read  (1 not returned)",
                        "  0 ns      1    read_zero  (1 not returned)");
    }

    @Test
    void namesAreQuoted() {
        lines(" 1)    dd-118    |   1.000 us    |  vfs_read();");
        lines(" 1) x\u001b]0;y\u0007-118 |               |  vfs_read() {");
        lines(" 1) x\u001b]0;y\u0007-118 |   1.000 us    |    a\u001b[2J();");
        assertThat(drawn()).last().asString().endsWith("a\\x1b[2J");
    }
}
