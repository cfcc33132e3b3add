// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import java.util.ArrayList;
import java.util.List;

/**
 * The best of the names that fit what was typed: those that begin with it, then those with a word
 * that does, then those that contain it; each group in order. All that fit are counted, only the
 * best become Strings.
 */
final class Ranking {
    private final NameTable table;
    private final int most;
    private final List<String> prefix = new ArrayList<>();
    private final List<String> word = new ArrayList<>();
    private final List<String> inside = new ArrayList<>();
    private int total;

    Ranking(NameTable table, int most) {
        this.table = table;
        this.most = Math.max(0, most);
    }

    void add(byte[] typed) {
        int end = addPrefix(typed);
        if (typed.length == 0) {
            return;
        }
        int start = table.lowerBound(typed);
        table.scan(
                typed,
                (name, at) -> {
                    if (name < start || name >= end) {
                        total++;
                        keep(isWordStart(name, at) ? word : inside, name);
                    }
                });
    }

    /**
     * @return the first name after those that begin with it
     */
    int addPrefix(byte[] typed) {
        int start = table.lowerBound(typed);
        int end = table.prefixEnd(typed);
        total += end - start;
        for (int name = start; name < Math.min(end, start + most); name++) {
            prefix.add(table.name(name));
        }
        return end;
    }

    private void keep(List<String> group, int name) {
        if (group.size() < most - prefix.size()) {
            group.add(table.name(name));
        }
    }

    private boolean isWordStart(int name, int at) {
        byte before = table.byteAt(name, at - 1);
        return before == '_' || before == '.';
    }

    List<String> names() {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(word);
        all.addAll(inside);
        return all.subList(0, Math.min(most, all.size()));
    }

    int total() {
        return total;
    }
}
