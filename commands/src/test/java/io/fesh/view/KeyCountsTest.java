// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.FieldValue;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class KeyCountsTest {
    private final KeyCounts counts = new KeyCounts(List.of(Hits.column("count")));

    private void add(long count) {
        counts.add(Hits.hit(1, 1, "cat", count, 1));
    }

    @Test
    void countsAsAMapDoes() {
        Map<String, Long> map = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            long value = (long) Math.abs(random.nextGaussian() * 3_000);
            add(value);
            map.merge(new FieldValue.Num(value, 8).toString(), 1L, Long::sum);
        }
        assertThat(counts.keys()).isEqualTo(map.size());
        assertThat(counts.sorted())
                .allSatisfy(
                        key ->
                                assertThat(key.count())
                                        .isEqualTo(map.get(key.values().get(0).toString())));
        assertThat(counts.sorted(7)).isEqualTo(counts.sorted().subList(0, 7));
        assertThat(counts.sorted())
                .isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
    }

    @Test
    void whatIsTooMuchIsCountedTogetherAndWhatIsKnownGoesOn() {
        for (long i = 0; i < KeyCounts.MOST_KEYS + 10; i++) {
            add(i);
        }
        add(3);
        assertThat(counts.keys()).isEqualTo(KeyCounts.MOST_KEYS);
        assertThat(counts.others()).isEqualTo(10);
        assertThat(counts.hits()).isEqualTo(KeyCounts.MOST_KEYS + 11);
        assertThat(counts.sorted(1).get(0).count()).isEqualTo(2);
    }
}
