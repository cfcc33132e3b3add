// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class NameIndexTest {
    private final BtfBuilder b = new BtfBuilder();

    @Test
    void namesComeInOrderAndAnonymousTypesNotAtAll() {
        b.typedef("b", 0);
        b.pointer(1);
        b.typedef("ab", 0);
        b.typedef("a", 0);
        b.typedef("_", 0);
        assertThat(names(b.build())).containsExactly("_", "a", "ab", "b");
    }

    @Test
    void allTypesOfANameAreFoundWithAndWithoutIndex() {
        int one = b.typedef("same", 0);
        b.typedef("sam", 0);
        b.typedef("samer", 0);
        int two = b.struct("same", 0);
        Btf btf = b.build();
        assertThat(btf.ids("same").toArray()).containsExactly(one, two);
        btf.index();
        assertThat(btf.ids("same").toArray()).containsExactly(one, two);
        assertThat(btf.ids("none").toArray()).isEmpty();
    }

    @Test
    void aPrefixIsARange() {
        b.typedef("vfs_write", 0);
        b.typedef("vfs", 0);
        b.typedef("vfs_read", 0);
        b.typedef("vfsmount", 0);
        b.typedef("vf", 0);
        b.typedef("w", 0);
        Btf btf = b.build();
        assertThat(startingWith(btf, "vfs"))
                .containsExactly("vfs", "vfs_read", "vfs_write", "vfsmount");
        assertThat(startingWith(btf, "vfs_")).containsExactly("vfs_read", "vfs_write");
        assertThat(startingWith(btf, "")).hasSize(6);
        assertThat(startingWith(btf, "x")).isEmpty();
        assertThat(startingWith(btf, "\u0000")).isEmpty();
    }

    @Test
    void randomNamesAreFoundAsASortedSetFindsThem() {
        Random random = new Random(20261123);
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 5000; i++) {
            // few letters, so that prefixes are shared and names repeat
            String name =
                    random.ints(random.nextInt(12) + 1, 'a', 'd')
                            .mapToObj(c -> String.valueOf((char) c))
                            .collect(Collectors.joining());
            expected.add(name);
            b.typedef(name, 0);
        }
        Btf btf = b.build();
        List<Integer> scanned = expected.stream().flatMap(name -> btf.ids(name).boxed()).toList();
        NameIndex index = btf.index();
        List<Integer> sorted = IntStream.range(0, index.size()).map(index::id).boxed().toList();
        assertThat(sorted).isEqualTo(scanned);
        for (String prefix : List.of("a", "ab", "abc", "cccc", "bacab")) {
            assertThat(new TreeSet<>(startingWith(btf, prefix)))
                    .isEqualTo(expected.subSet(prefix, prefix + '\uffff'));
        }
    }

    /**
     * Names that agree for long, each splitting off alone: deep calls or square time would show.
     */
    @Test
    void namesMadeToBeSlowAreSortedAllTheSame() {
        String run = "a".repeat(BtfStrings.MAX_LENGTH - 1);
        int start = b.string(run);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < run.length(); i++) {
            b.raw(start + i, BtfKind.TYPEDEF.ordinal() << 24, 0);
            expected.add(run.substring(0, i + 1));
        }
        assertThat(names(b.build())).isEqualTo(expected);
    }

    private static List<String> names(Btf btf) {
        NameIndex index = btf.index();
        return IntStream.range(0, index.size()).mapToObj(rank -> btf.name(index.id(rank))).toList();
    }

    private static List<String> startingWith(Btf btf, String prefix) {
        return btf.index().startingWith(prefix).mapToObj(btf::name).toList();
    }
}
