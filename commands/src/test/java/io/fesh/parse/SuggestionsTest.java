// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SuggestionsTest {
    private static final List<String> NAMES =
            List.of("create", "enable", "disable", "delete", "events", "trace", "vfs_read");

    @ParameterizedTest
    @CsvSource({
        "creat, create", // left out
        "creaate, create", // inserted
        "craete, create", // swapped
        "crwate, create", // wrong
        "CREATE, create",
        "dleete, delete",
        "vfs_reed, vfs_read",
        "vfs, vfs_read", // unfinished
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Suggestions.near(typed, NAMES, 1)).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "c", "createcreate", "tcp_sendmsg"})
    void offersNothingForWhatIsLikeNothing(String typed) {
        assertThat(Suggestions.near(typed, NAMES, 3)).isEmpty();
    }

    @Test
    void putsTheNearestFirst() {
        assertThat(Suggestions.near("vfs_reads", List.of("vfs_readv", "vfs_read", "vfs_ready"), 2))
                .containsExactly("vfs_read", "vfs_readv");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "ab, ba, 1",
        "abc, ca, 3",
        "kitten, sitting, 3",
        "same, same, 0"
    })
    void countsSlips(String a, String b, int slips) {
        assertThat(Suggestions.distance(a, b, 9)).isEqualTo(slips);
        assertThat(Suggestions.distance(b, a, 9)).isEqualTo(slips);
    }

    @Test
    void stopsCountingAboveTheBound() {
        assertThat(Suggestions.distance("kitten", "sitting", 2)).isEqualTo(3);
        assertThat(Suggestions.distance("kitten", "completely different", 2)).isEqualTo(3);
    }
}
