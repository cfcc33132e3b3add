// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

import java.util.List;

/** Puts around a line what stands there besides it, as much as there is room for. */
final class Surroundings {
    private final AttributedStringBuilder line;
    private final Size size;

    Surroundings(AttributedStringBuilder line, Size size) {
        this.line = line;
        this.size = size;
    }

    /** What goes on in the last row, but not into another. */
    void behind(AttributedString text) {
        if (text.length() > 0) {
            List<AttributedString> rows = rows();
            int room = size.getColumns() - 1 - rows.get(rows.size() - 1).columnLength();
            if (room > 0) {
                line.append(text.columnSubSequence(0, room));
            }
        }
    }

    /** One row each; what does not fit below is left out. */
    void below(List<AttributedString> lines) {
        int room = size.getRows() - rows().size();
        for (AttributedString each : lines) {
            // a full row would move the cursor of some terminals to the next
            if (--room > 0) {
                line.append("\n").append(each.columnSubSequence(0, size.getColumns() - 1));
            }
        }
    }

    private List<AttributedString> rows() {
        List<AttributedString> rows = line.columnSplitLength(Math.max(1, size.getColumns()));
        return rows.isEmpty() ? List.of(AttributedString.EMPTY) : rows;
    }
}
