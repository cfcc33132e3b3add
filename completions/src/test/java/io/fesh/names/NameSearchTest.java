// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

class NameSearchTest {
    private static final List<String> WORDS =
            List.of("vfs", "read", "do", "sys", "open", "at", "a", "b2", "ext4", "Re", "", "x");

    private static NameTable table(Random random, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
            for (int words = random.nextInt(4); words > 0; words--) {
                name.append(random.nextInt(8) == 0 ? '.' : '_');
                name.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            names.add(name.toString());
        }
        return NameTable.of(names);
    }

    private static String typed(Random random) {
        StringBuilder typed = new StringBuilder();
        for (int length = 1 + random.nextInt(5); length > 0; length--) {
            typed.append("vfsreadopnt_24xR".charAt(random.nextInt(16)));
        }
        return typed.toString();
    }

    /** What the rule for one name says of each, without any short cut. */
    private static List<String> oneByOne(NameTable table, NamePattern pattern, boolean nearly) {
        List<Integer> names = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            int cost = pattern.fit(table.name(i));
            if (cost != NamePattern.NONE && NamePattern.isWell(cost) != nearly) {
                names.add(i);
            }
        }
        names.sort(Comparator.comparing(i -> pattern.fit(table.name(i))));
        return names.stream().map(table::name).toList();
    }

    @Test
    void findsWhatTheRuleFindsAndInItsOrder() {
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            NameTable table = table(random, 300);
            for (int n = 0; n < 40; n++) {
                String typed = typed(random);
                NamePattern pattern = NamePattern.of(typed);
                for (boolean nearly : new boolean[] {false, true}) {
                    List<String> all = oneByOne(table, pattern, nearly);
                    NameSearch.Found found =
                            NameSearch.find(table, pattern, 7, nearly, i -> 1, i -> false);
                    List<String> names =
                            Arrays.stream(found.names()).mapToObj(table::name).toList();
                    if (!nearly) {
                        assertThat(found.total()).as(typed).isEqualTo(all.size());
                        assertThat(names)
                                .as(typed)
                                .isEqualTo(all.subList(0, Math.min(7, all.size())));
                    } else if (oneByOne(table, pattern, false).isEmpty()) {
                        assertThat(names)
                                .as(typed)
                                .isEqualTo(all.subList(0, Math.min(7, all.size())));
                    }
                }
            }
        }
    }

    @Test
    void someWeighNothingAndSomeComeLater() {
        NameTable table = NameTable.of(List.of("vfs_a", "vfs_b", "vfs_c", "x_vfs"));
        NameSearch.Found found =
                NameSearch.find(
                        table,
                        NamePattern.of("vfs"),
                        9,
                        false,
                        i -> table.name(i).equals("vfs_b") ? 0 : 2,
                        i -> table.name(i).equals("vfs_a"));
        assertThat(Arrays.stream(found.names()).mapToObj(table::name))
                .containsExactly("vfs_c", "vfs_a", "x_vfs");
        assertThat(found.total()).isEqualTo(6);
    }
}
