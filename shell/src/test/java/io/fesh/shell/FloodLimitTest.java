// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FloodLimitTest {
    private static final long SECOND = 1_000_000_000;
    private static final long FRAME = SECOND / 30;

    private final FloodLimit limit = new FloodLimit();

    /** What is shown of as many hits as come, for so many frames. */
    private List<Integer> flood(long from, int frames) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int room = limit.room(from + i * FRAME);
            limit.used(room, false);
            shown.add(room);
        }
        return shown;
    }

    @Test
    void aFewHitsAreAllShown() {
        for (int second = 1; second < 100; second++) {
            int room = limit.room(second * SECOND);
            assertThat(room).isGreaterThanOrEqualTo(FloodLimit.STEADY);
            limit.used(FloodLimit.STEADY, true);
        }
    }

    @Test
    void ofAFloodABlockIsShownEachSecondAndNothingBetween() {
        List<Integer> shown = flood(SECOND, 10 * 30);
        assertThat(shown.get(0)).isEqualTo(FloodLimit.BURST);
        assertThat(shown.subList(1, shown.size())).containsOnly(0, FloodLimit.STEADY);
        assertThat(shown.stream().filter(block -> block > 0)).hasSize(10);
    }

    @Test
    void afterAFloodABurstIsShownAgain() {
        flood(SECOND, 30);
        assertThat(limit.room(60 * SECOND)).isEqualTo(FloodLimit.BURST);
    }

    @Test
    void theFirstTimeMayBeAnyNumber() {
        assertThat(limit.room(Long.MIN_VALUE + 5)).isEqualTo(FloodLimit.BURST);
    }
}
