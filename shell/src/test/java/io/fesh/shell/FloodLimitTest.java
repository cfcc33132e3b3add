// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class FloodLimitTest {
    private static final long SECOND = 1_000_000_000;
    private static final int FRAMES = 30;

    private final FloodLimit limit = new FloodLimit();

    /** What is shown, frame by frame, when so many hits come with each. */
    private List<Integer> shown(long from, int frames, int hits) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int now = Math.min(hits, limit.room(from + i * SECOND / FRAMES));
            limit.used(now, hits);
            shown.add(now);
        }
        return shown;
    }

    @Test
    void whatCanBeFollowedIsAllShown() {
        assertThat(shown(SECOND, 100 * FRAMES, FloodLimit.STEADY / FRAMES)).containsOnly(1);
    }

    @Test
    void ofAFloodABlockIsShownEachSecondAndNothingBetween() {
        List<Integer> shown = shown(SECOND, 10 * FRAMES, 10_000);
        assertThat(shown.get(0)).isEqualTo(FloodLimit.BURST);
        assertThat(shown.subList(1, shown.size())).containsOnly(0, FloodLimit.BLOCK);
        assertThat(shown.stream().filter(block -> block > 0)).hasSize(10);
    }

    @Test
    void aFloodThatEbbsIsShownWholeAgain() {
        shown(SECOND, FRAMES, 10_000);
        List<Integer> after = shown(2 * SECOND, 10 * FRAMES, 1);
        assertThat(after.subList(3 * FRAMES, after.size())).containsOnly(1);
    }

    @Test
    void afterAFloodABurstIsShownAgain() {
        shown(SECOND, FRAMES, 10_000);
        limit.room(10 * SECOND);
        limit.used(0, 0);
        assertThat(limit.room(60 * SECOND)).isEqualTo(FloodLimit.BURST);
    }

    @Test
    void theFirstTimeMayBeAnyNumber() {
        assertThat(limit.room(Long.MIN_VALUE + 5)).isEqualTo(FloodLimit.BURST);
    }
}
