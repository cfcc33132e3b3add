// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0",
                "999;999",
                "1000;1,000",
                "12031;12,031",
                "-1000;-1,000",
                "-100;-100",
                "9223372036854775807;9,223,372,036,854,775,807",
            })
    void groupsThousands(long value, String text) {
        assertThat(Numbers.grouped(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0 ns",
                "-5;0 ns",
                "999;999 ns",
                "1000;1.0 us",
                "99999;99.9 us",
                "100000;0.1 ms",
                "800000;0.8 ms",
                "999999999;999.9 ms",
                "1000000000;1.0 s",
                "3600000000000;3,600.0 s",
            })
    void writesDurationsInAFittingUnit(long ns, String text) {
        StringBuilder out = new StringBuilder();
        Numbers.appendDuration(out, ns);
        assertThat(out.toString()).isEqualTo(text);
    }

    @Test
    void padsWithZeros() {
        assertThat(padded(0, 6)).isEqualTo("000000");
        assertThat(padded(833190, 6)).isEqualTo("833190");
        assertThat(padded(42, 3)).isEqualTo("042");
        assertThat(padded(1234, 3)).isEqualTo("1234");
    }

    private static String padded(long value, int digits) {
        StringBuilder out = new StringBuilder();
        Numbers.appendPadded(out, value, digits);
        return out.toString();
    }
}
