// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeBatch;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class HitRouterTest {
    private final HitRouter router = new HitRouter();
    private final List<Long> watched = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final Gap gap = new Gap(5, 0, 4, 1, 0, 0);

    private static EventRecord hit(int event) {
        EventSchema schema = new EventSchema(event, "e" + event, "", List.of(), List.of());
        return new EventRecord(0, schema, 1, 0, 1, 1, "sh", 0, List.of());
    }

    private void route(long first, int... events) {
        List<EventRecord> hits = new ArrayList<>();
        for (int event : events) {
            hits.add(hit(event));
        }
        EventBatch batch = new FakeBatch(hits, List.of(new EventBatch.PlacedNotice(2, gap)));
        router.route(
                batch,
                first,
                (rest, number) ->
                        rest.items(
                                number,
                                item ->
                                        shown.add(
                                                item instanceof EventRecord hit
                                                        ? "#" + hit.number()
                                                        : "gap")));
    }

    @Test
    void whatNobodyWatchesIsShown() {
        route(1, 1, 2, 1);
        assertThat(shown).containsExactly("#1", "#2", "gap", "#3");
    }

    @Test
    void watchedHitsAreNotShownAndOthersKeepTheirNumbersAndNoticesTheirPlaces() {
        HitRouter.Watch watch =
                router.watch(event -> event == 2, (batch, first) -> watched.add(first));
        route(10, 2, 1, 2, 1, 2);
        assertThat(watched).containsExactly(10L);
        assertThat(shown).containsExactly("#11", "gap", "#13");
        shown.clear();
        watch.close();
        route(15, 2, 2);
        assertThat(watched).hasSize(1);
        assertThat(shown).containsExactly("#15", "#16", "gap");
    }

    @Test
    void lossIsShownAlsoIfEveryHitIsWatched() {
        router.watch(event -> true, (batch, first) -> watched.add(first));
        route(1, 1, 1);
        assertThat(shown).containsExactly("gap");
    }
}
