// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import io.fesh.render.Numbers;
import io.fesh.render.StyledText;

import java.util.List;

/** A text that is there as a whole: an entry is a line of it. */
public record TextPages(List<StyledText> lines) implements Pages {
    public TextPages {
        lines = List.copyOf(lines);
    }

    @Override
    public long first() {
        return 0;
    }

    @Override
    public long last() {
        return lines.size() - 1;
    }

    @Override
    public List<StyledText> entry(long number) {
        return List.of(lines.get((int) number));
    }

    @Override
    public String place(long top, long bottom) {
        return "lines "
                + Numbers.grouped(top + 1)
                + "-"
                + Numbers.grouped(bottom + 1)
                + " of "
                + Numbers.grouped(lines.size());
    }
}
