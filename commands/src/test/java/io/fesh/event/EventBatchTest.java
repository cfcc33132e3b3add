// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeBatch;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class EventBatchTest {
    private static final EventSchema SCHEMA = new EventSchema(1, "f", "f()", List.of(), List.of());

    @Test
    void gapsComeWhereTheyHappened() {
        EventBatch batch =
                new FakeBatch(
                        List.of(hit(10), hit(20)),
                        List.of(
                                new EventBatch.PlacedNotice(0, gap(5)),
                                new EventBatch.PlacedNotice(1, gap(15)),
                                new EventBatch.PlacedNotice(1, gap(16)),
                                new EventBatch.PlacedNotice(2, gap(25))));
        List<Long> times = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        batch.items(
                7,
                item -> {
                    times.add(item.ts());
                    if (item instanceof EventRecord hit) {
                        numbers.add(hit.number());
                    }
                });
        assertThat(times).containsExactly(5L, 10L, 15L, 16L, 20L, 25L);
        assertThat(numbers).containsExactly(7L, 8L);
    }

    private static EventRecord hit(long ts) {
        return new EventRecord(0, SCHEMA, ts, 0, 1, 1, "c", 0, List.of());
    }

    private static Gap gap(long ts) {
        return new Gap(ts, 0, ts, 1, 0, 0);
    }
}
