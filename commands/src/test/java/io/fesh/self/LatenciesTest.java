// SPDX-License-Identifier: Apache-2.0
package io.fesh.self;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void aTimeIsCountedInTheBucketBelowWhoseEndItIs() {
        latencies.add(0);
        latencies.add(999);
        latencies.add(1_000);
        latencies.add(1_999);
        latencies.add(2_000);
        assertThat(latencies.buckets()).containsExactly(2, 2, 1);
        assertThat(Latencies.below(0)).isEqualTo(1_000);
        assertThat(Latencies.below(2)).isEqualTo(4_000);
    }

    @Test
    void aPercentileIsNeverLessThanWhatWasMeasured() {
        for (int i = 0; i < 99; i++) {
            latencies.add(1_500);
        }
        latencies.add(900_000);
        assertThat(latencies.percentile(50)).isEqualTo(2_000);
        assertThat(latencies.percentile(99)).isEqualTo(2_000);
        assertThat(latencies.percentile(100)).isEqualTo(900_000);
        assertThat(latencies.worst()).isEqualTo(900_000);
    }

    @Test
    void nothingMeasuredIsZero() {
        assertThat(latencies.percentile(99)).isZero();
        assertThat(latencies.buckets()).isEmpty();
    }

    @Test
    void hoursAreInTheLastBucket() {
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.buckets()).hasSize(32).endsWith(1);
    }
}
