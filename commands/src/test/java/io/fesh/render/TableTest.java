// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table(Table.left("event"), Table.right("hits"), Table.left(""));
        table.row("vfs_read", 12031L, "ring full");
        table.row("\u65e5\u001b", 1L, "");
        assertThat(table.lines().stream().map(StyledText::text))
                .containsExactly(
                        "event       hits", "vfs_read  12,031  ring full", "\u65e5\\x1b         1");
        assertThat(table.lines().get(0).pieces().get(0).style()).isEqualTo(Style.HEADING);
    }
}
