// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

class NameTableTest {

    private static NameTable table(List<String> names) {
        byte[] text = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
        int[] start = new int[names.size()];
        int[] end = new int[names.size()];
        int at = 0;
        for (int i = 0; i < names.size(); i++) {
            start[i] = at;
            end[i] = at + names.get(i).length();
            at = end[i] + 1;
        }
        return NameTable.of(text, start, end, names.size());
    }

    private static List<String> all(NameTable table) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            names.add(table.name(i));
        }
        return names;
    }

    /** Names of few letters: many are equal, or the beginning of another. */
    private static List<String> random(int seed, int count) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder("__");
            for (int length = random.nextInt(9); length > 0; length--) {
                name.append((char) ('a' + random.nextInt(3)));
            }
            names.add(name.toString());
        }
        return names;
    }

    @Test
    void sortsAsAnyOtherSortDoes() {
        for (int seed = 0; seed < 50; seed++) {
            List<String> names = random(seed, seed * 20);
            assertThat(all(table(names))).containsExactlyElementsOf(new TreeSet<>(names));
        }
    }

    @Test
    void keepsTheCopiesOfANameInTheOrderInWhichTheyCame() {
        List<String> names = random(7, 3000);
        NameTable table = table(names);
        for (int i = 0; i < table.size(); i++) {
            int last = -1;
            for (int copy = 0; copy < table.copies(i); copy++) {
                assertThat(names.get(table.member(i, copy))).isEqualTo(table.name(i));
                assertThat(table.member(i, copy)).isGreaterThan(last);
                last = table.member(i, copy);
            }
        }
    }

    @Test
    void aPrefixIsARange() {
        NameTable table = table(random(3, 500));
        for (String prefix : List.of("", "_", "__a", "__ab", "__abc", "__cc", "zz")) {
            byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
            assertThat(all(table).subList(table.lowerBound(bytes), table.prefixEnd(bytes)))
                    .containsExactlyElementsOf(
                            all(table).stream().filter(n -> n.startsWith(prefix)).toList());
        }
    }

    @Test
    void findsANameAndNoOther() {
        NameTable table = table(List.of("vfs_read", "vfs_write", "vfs"));
        assertThat(table.name(table.find("vfs".getBytes(StandardCharsets.UTF_8)))).isEqualTo("vfs");
        assertThat(table.find("vfs_".getBytes(StandardCharsets.UTF_8))).isNegative();
        assertThat(table.find("zzz".getBytes(StandardCharsets.UTF_8))).isNegative();
    }
}
