// SPDX-License-Identifier: Apache-2.0
package io.fesh.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NamePatternTest {

    private static List<String> choose(String typed, String... names) {
        return NamePattern.of(typed).choose(List.of(names), name -> name);
    }

    private static boolean isWell(String typed, String name) {
        return NamePattern.isWell(NamePattern.of(typed).fit(name));
    }

    private static boolean isNearly(String typed, String name) {
        int cost = NamePattern.of(typed).fit(name);
        return cost != NamePattern.NONE && !NamePattern.isWell(cost);
    }

    @Test
    void whatIsTypedIsTheBeginningsOfWords() {
        assertThat(isWell("vfsr", "vfs_read")).isTrue();
        assertThat(isWell("vfs_re", "vfs_read")).isTrue();
        assertThat(isWell("v_r", "vfs_read")).isTrue();
        assertThat(isWell("read", "vfs_read")).isTrue();
        assertThat(isWell("dosopen2", "do_sys_openat2")).isTrue();
        assertThat(isWell("esfi", "ext4_sync_file.isra.0")).isTrue();
        assertThat(isWell("isra", "ext4_sync_file.isra.0")).isTrue();
        assertThat(isWell("vread", "vfs_read")).isTrue();
    }

    @Test
    void behindASeparatorAWordBegins() {
        assertThat(isWell("v_ead", "vfs_read")).isFalse();
        assertThat(isWell("vf_s", "vfs_read")).isFalse();
        assertThat(isWell("_read", "vfs_read")).isTrue();
    }

    @Test
    void lettersInsideOfWordsDoNotBeginThem() {
        assertThat(isWell("fs", "vfs_read")).isFalse();
        assertThat(isWell("vfsd", "vfs_read")).isFalse();
    }

    @Test
    void lowerCaseFitsUpperCase() {
        assertThat(isWell("atomf", "ATOM_FOO")).isTrue();
        assertThat(isWell("ATOMF", "atom_foo")).isFalse();
    }

    @Test
    void aSlipOfOneKeyIsForgiven() {
        assertThat(isNearly("vfs_raed", "vfs_read")).isTrue();
        assertThat(isNearly("vfs_rwad", "vfs_readv")).isTrue();
        assertThat(isNearly("vffs_re", "vfs_read")).isTrue();
        assertThat(isNearly("vs_read", "vfs_read")).isTrue();
        assertThat(isNearly("raed", "vfs_read")).isTrue();
        assertThat(isNearly("vfs_xaez", "vfs_read")).isFalse();
    }

    @Test
    void lettersMayBeScattered() {
        assertThat(isNearly("vfrd", "vfs_read")).isTrue();
        assertThat(isNearly("ead", "vfs_read")).isTrue();
        assertThat(isNearly("daer", "vfs_read")).isFalse();
    }

    @Test
    void theBestComeFirst() {
        assertThat(
                        choose(
                                "read",
                                "thread_x",
                                "vfs_readv",
                                "readahead",
                                "vfs_read",
                                "read",
                                "rcu_every_ad"))
                .containsExactly("read", "readahead", "vfs_readv", "vfs_read", "rcu_every_ad");
    }

    @Test
    void nearOnesOnlyWhereNothingFitsWell() {
        assertThat(choose("hread", "thread_x", "vfs_read")).containsExactly("thread_x");
        assertThat(choose("count", "cuont", "counter")).containsExactly("counter");
    }

    @Test
    void ofEquallyGoodOnesTheGivenOrderStays() {
        assertThat(choose("f_", "f_path", "f_flags", "f_pos"))
                .containsExactly("f_path", "f_flags", "f_pos");
    }

    @Test
    void nothingTypedFitsEverything() {
        assertThat(choose("", "b", "a")).containsExactly("b", "a");
    }
}
