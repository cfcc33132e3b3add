// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class GuestConsoleTest {
    private final List<String> trouble = new ArrayList<>();
    private final GuestConsole console = new GuestConsole(trouble::add);

    private void guestPrints(String text) throws IOException {
        console.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void anOopsIsReportedFromItsFirstLineToItsEndMark() throws IOException {
        guestPrints(
                """
                [    2.100000] fesh: loading out-of-tree module taints kernel.
                [    3.000000] BUG: kernel NULL pointer dereference, address: 0000000000000010
                [    3.000001] #PF: supervisor read access in kernel mode
                [    3.000002] CPU: 0 PID: 77 Comm: cat Tainted: G           OE      6.1.0
                [    3.000003] ---[ end trace 0000000000000000 ]---
                [    4.000000] something else
                """);

        assertThat(trouble)
                .containsExactly(
                        "BUG: kernel NULL pointer dereference, address: 0000000000000010",
                        "#PF: supervisor read access in kernel mode",
                        "CPU: 0 PID: 77 Comm: cat Tainted: G           OE      6.1.0",
                        "---[ end trace 0000000000000000 ]---");
        assertThat(console.headline()).startsWith("BUG: kernel NULL pointer dereference");
    }

    @Test
    void theHeadlineOfAWarningIsTheLineThatSaysWhere() throws IOException {
        guestPrints(
                """
                [    3.000000] ------------[ cut here ]------------
                [    3.000001] WARNING: CPU: 1 PID: 80 at kernel/trace/ftrace.c:2034
                [    3.000002] ---[ end trace 0000000000000000 ]---
                """);

        assertThat(console.headline())
                .isEqualTo("WARNING: CPU: 1 PID: 80 at kernel/trace/ftrace.c:2034");
        assertThat(trouble).hasSize(3);
    }

    @Test
    void aPanicAfterAnOopsIsTheNewHeadline() throws IOException {
        guestPrints(
                """
                [    3.0] BUG: unable to handle page fault for address: ffff888000000000
                [    3.1] ---[ end trace 0000000000000000 ]---
                [    3.2] Kernel panic - not syncing: Fatal exception
                """);

        assertThat(console.headline()).isEqualTo("Kernel panic - not syncing: Fatal exception");
    }

    @Test
    void aReportWithoutAnEndMarkDoesNotSwallowTheConsoleForEver() throws IOException {
        guestPrints("watchdog: BUG: soft lockup - CPU#0 stuck for 26s!\n" + "frame\n".repeat(500));

        assertThat(trouble).hasSize(100);
    }

    @Test
    void controlBytesOfTheGuestArePrintable() throws IOException {
        guestPrints("BUG: \u001b[31mred\u0007\u00e9\tend\n");

        assertThat(trouble).containsExactly("BUG: \\x1b[31mred\\x07\\xe9 end");
    }

    @Test
    void whatInitCouldNotDoIsKept() throws IOException {
        guestPrints("lab: cannot load 16-fesh.ko\r\nlab: no port to the shell\r\n");

        assertThat(console.complaints())
                .containsExactly("cannot load 16-fesh.ko", "no port to the shell");
    }

    @Test
    void anEndlessLineIsCut() throws IOException {
        guestPrints("x".repeat(100_000));

        assertThat(console.lastLine()).hasSize(1000);
    }

    @Test
    void onlyTheLastLinesAreKept() throws IOException {
        guestPrints("line\n".repeat(1000) + "the end\n\n");

        assertThat(console.last(2)).containsExactly("the end", "");
        assertThat(console.last(1000)).hasSize(40);
        assertThat(console.lastLine()).isEqualTo("the end");
    }
}
