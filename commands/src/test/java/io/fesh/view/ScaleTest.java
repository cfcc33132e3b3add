// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

class ScaleTest {
    private static final Scale.Log2 LOG2 = new Scale.Log2(false);

    static List<Scale> scales() {
        return List.of(
                LOG2, new Scale.Linear(1, false), new Scale.Linear(50, false), new Scale.Time());
    }

    private static long[] values() {
        LongStream edges =
                LongStream.range(0, 62)
                        .map(bit -> 1L << bit)
                        .flatMap(one -> LongStream.of(one - 1, one, one + 1, -one, 1 - one));
        LongStream random = new Random(3).longs(2_000).map(value -> value >> value & 63);
        return LongStream.concat(edges, random).filter(v -> Math.abs(v) < 1L << 62).toArray();
    }

    /** Of the largest there is no next; the first of the scale of times holds all below zero. */
    @ParameterizedTest
    @MethodSource("scales")
    void everyNumberIsInOneBucketAndTheNextBeginsBehindIt(Scale scale) {
        for (long value : values()) {
            long first = scale.first(value);
            long last = scale.last(value);
            assertThat(value).isBetween(first, last);
            assertThat(scale.first(first)).isEqualTo(first);
            assertThat(scale.first(last)).isEqualTo(first);
            assertThat(scale.first(last + 1)).isEqualTo(last + 1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; [0]",
                "1; [1]",
                "2; [2, 4)",
                "3; [2, 4)",
                "1023; [512, 1K)",
                "1024; [1K, 2K)",
                "5000000; [4M, 8M)",
                "9223372036854775807; [4E, 8E)",
                "-1; [-1]",
                "-2; (-4, -2]",
                "-3; (-4, -2]",
                "-4; (-8, -4]",
            })
    void powersOfTwoAreLabelledAsBpftraceDoes(long value, String label) {
        assertThat(LOG2.label(LOG2.first(value), LOG2.last(value))).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; [0]",
                "1; [1ns, 2ns)",
                "600; [512ns, 1us)",
                "1000; [1us, 2us)",
                "3999; [2us, 4us)",
                "999999; [512us, 1ms)",
                "70000000; [64ms, 128ms)",
                "1500000000; [1s, 2s)",
                "700000000000; [512s, 1024s)",
            })
    void timesBeginAnewAtEachUnit(long value, String label) {
        Scale.Time time = new Scale.Time();
        assertThat(time.label(time.first(value), time.last(value))).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"0, 19, 1", "0, 20, 2", "1, 4096, 500", "-100, 100, 20", "7, 7, 1"})
    void linearBucketsHaveARoundWidth(long min, long max, long width) {
        assertThat(Scale.Linear.fitting(min, max, 20, false).width()).isEqualTo(width);
    }
}
