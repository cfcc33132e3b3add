// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

class DistributionTest {

    private static Distribution of(long... values) {
        Distribution numbers = new Distribution(false);
        LongStream.of(values).forEach(numbers::add);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 999, 10_000})
    void percentilesAreThoseOfTheSortedNumbers(int size) {
        long[] values = new Random(size).longs(size, -5_000, 5_000).toArray();
        Distribution.Sorted sorted = of(values).sorted();
        Arrays.sort(values);
        for (int perMille : new int[] {1, 500, 900, 990, 999, 1000}) {
            int rank = (int) Math.max(1, Math.ceil(size * perMille / 1000.0));
            assertThat(sorted.percentile(perMille)).isEqualTo(values[rank - 1]);
        }
    }

    @Test
    void sumsBeyondSixtyFourBits() {
        Distribution numbers = of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1, -1);
        BigInteger sum = BigInteger.valueOf(Long.MAX_VALUE).subtract(BigInteger.valueOf(3));
        assertThat(numbers.sum()).isEqualTo(sum);
        assertThat(numbers.min()).isEqualTo(Long.MIN_VALUE);
        assertThat(numbers.max()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void unsignedNumbersAreInTheirOwnOrder() {
        Distribution numbers = new Distribution(true);
        numbers.add(-1);
        numbers.add(5);
        assertThat(numbers.min()).isEqualTo(5);
        assertThat(numbers.max()).isEqualTo(-1);
        assertThat(numbers.sorted().values()).containsExactly(5, -1);
        assertThat(numbers.sum())
                .isEqualTo(BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(4)));
    }

    @Test
    void tooManyDifferentNumbersAreRoundedAndSaidToBe() {
        int size = 1_000_000;
        long[] values = new Random(1).longs(size, 1, Long.MAX_VALUE).toArray();
        Distribution numbers = of(values);
        assertThat(numbers.distinct()).isLessThanOrEqualTo(Distribution.MOST_VALUES);
        assertThat(numbers.significantBits()).isBetween(7, 16);
        assertThat(numbers.count()).isEqualTo(size);
        assertThat(Arrays.stream(numbers.sorted().counts()).sum()).isEqualTo(size);
        Arrays.sort(values);
        assertThat(numbers.max()).isEqualTo(values[size - 1]);
        double exact = values[size / 2 - 1];
        assertThat(numbers.sorted().percentile(500) / exact)
                .isBetween(1 - Math.pow(2, 1 - numbers.significantBits()), 1.0);
    }

    @Test
    void hasNoMoreToSayOfNothing() {
        assertThat(of().sorted().values()).isEmpty();
        assertThat(of().count()).isZero();
    }
}
