// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static io.fesh.render.Sample.field;
import static io.fesh.render.Sample.num;
import static io.fesh.render.Sample.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Base;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.FieldValue;

import org.junit.jupiter.api.Test;

import java.util.List;

class AlignedLayoutTest {
    private static final EventSchema OPENAT =
            new EventSchema(
                    1,
                    "SyS_openat",
                    "",
                    List.of(),
                    List.of(
                            field("dfd", Base.SIGNED, 4, 0),
                            field("path", Base.STRING, 4, 0),
                            field("flags", Base.HEX, 4, 0)));
    private static final EventSchema READ =
            new EventSchema(
                    2,
                    "vfs_read",
                    "",
                    List.of(),
                    List.of(field("count", Base.UNSIGNED, 8, 0), field("ret", Base.SIGNED, 8, 0)));

    private int columns = 120;
    private final TextRenderer renderer =
            TextRenderer.aligned(
                    Sample.SYMBOLS, EventClock.sinceBoot(), TextRenderer.Form.LINE, () -> columns);
    private int hits;

    private String line(
            EventSchema schema,
            String comm,
            int pid,
            long micros,
            String caller,
            FieldValue... values) {
        return renderer.styled(
                        new EventRecord(
                                ++hits,
                                schema,
                                1_000 * micros,
                                0,
                                pid,
                                pid,
                                comm,
                                Sample.SYMBOLS.address(caller),
                                List.of(values)))
                .text();
    }

    private String openat(String comm, int pid, String path) {
        return line(
                OPENAT,
                comm,
                pid,
                2_833_190,
                "do_syscall_64",
                num(-100),
                text(path, false),
                num(0));
    }

    @Test
    void columnsLineUpWithThoseOfTheLinesBefore() {
        columns = 140;
        assertThat(openat("systemd-journal", 1205, "/var/log/journal"))
                .isEqualTo(
                        "systemd-journal-1205 [000] 2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/var/log/journal\", flags=0x0)   #1");
        assertThat(openat("cat", 95, "/etc"))
                .isEqualTo(
                        "cat-95               [000] 2.833190  do_syscall_64->SyS_openat(dfd=-100,"
                                + " path=\"/etc\",             flags=0x0)   #2");
        assertThat(line(READ, "cat", 95, 12_000_000, "vfs_read", num(512), num(-5)))
                .isEqualTo(
                        "cat-95               [000] 12.000000       vfs_read->vfs_read(count=512,"
                                + " ret=-5)   #3");
        assertThat(line(READ, "cat", 95, 9_000_000, "vfs_read", num(1), num(7)))
                .isEqualTo(
                        "cat-95               [000]  9.000000       vfs_read->vfs_read(count=1,  "
                                + " ret=7)    #4");
    }

    @Test
    void aLineThatIsLongerThanARowGoesOnFurtherRight() {
        columns = 80;
        assertThat(openat("cat", 95, "/usr/lib/x86_64-linux-gnu/libc.so.6").lines())
                .containsExactly(
                        "cat-95     [000] 2.833190  do_syscall_64->SyS_openat(dfd=-100,",
                        "    path=\"/usr/lib/x86_64-linux-gnu/libc.so.6\", flags=0x0)   #1");
    }

    @Test
    void onAWideRowItGoesOnUnderItsFields() {
        String path = "/a".repeat(40);
        String under = " ".repeat("cat-95     [000] 2.833190  do_syscall_64->SyS_openat(".length());
        assertThat(openat("cat", 95, path).lines())
                .containsExactly(
                        "cat-95     [000] 2.833190  do_syscall_64->SyS_openat(dfd=-100,",
                        under + "path=\"" + path + "\",",
                        under + "flags=0x0)   #1");
    }

    @Test
    void onARowOfTwentyColumnsEachCellHasItsPlace() {
        columns = 20;
        assertThat(openat("cat", 95, "/etc").lines())
                .containsExactly(
                        "cat-95 [000]",
                        "    2.833190",
                        "    do_syscall_64->SyS_openat(",
                        "    dfd=-100,",
                        "    path=\"/etc\",",
                        "    flags=0x0)   #1");
    }

    @Test
    void whatSticksOutIsNotCutAndDoesNotMoveOthers() {
        String path = "/" + "x".repeat(40);
        openat("cat", 95, "/etc/fstab");
        assertThat(openat("cat", 95, path))
                .contains("\"" + path + "\",\n")
                .endsWith("flags=0x0)   #2");
        assertThat(openat("cat", 95, "/etc")).endsWith("path=\"/etc\",       flags=0x0)   #3");
    }

    @Test
    void columnsShrinkWhenTheirWidthWasNotNeededForLong() {
        openat("cat", 95, "/a/rather/long/path");
        String line = "";
        for (int i = 0; i < 250; i++) {
            line = openat("cat", 95, "/etc");
        }
        assertThat(line).contains("path=\"/etc\", flags");
    }

    @Test
    void framesStandFurtherRightThanAnEventBegins() {
        String line = renderer.styled(Sample.returned(List.of(0x10L, 0x20L))).text();
        assertThat(line.lines().skip(1)).hasSize(2).allMatch(row -> row.startsWith("        "));
    }
}
