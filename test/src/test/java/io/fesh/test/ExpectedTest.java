// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** The sessions are worth as much as what compares them. */
class ExpectedTest {

    /** Lines are separated by {@code /}. */
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "a, '', false",
        "a/b, a/b, true",
        "a/b, a, false",
        "a, a/b, false",
        "a, A, false",
        "..., '', true",
        "..., a/b, true",
        ".../b, a/a/b, true",
        ".../b, a/b/c, false",
        "a/.../c/..., a/b/c, true",
        "#<N>, #12, true",
        "#<N>, '#1,234', true",
        "#<N>, #, false",
        "#<N>, #x, false",
        "0x<HEX>, 0x1f, true",
        "0x<HEX>, 0x, false",
        "<*>a.c<*>, xa.cy, true",
        "<*>a.c<*>, xabcy, false",
    })
    void comparesLineByLine(String expected, String seen, boolean same) {
        assertThat(Expected.matches(lines(expected), lines(seen))).isEqualTo(same);
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("/"));
    }
}
