// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeBatch;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

class EventHistoryTest {

    @Test
    void numbersGoOnFromBatchToBatch() {
        EventHistory history = new EventHistory(1 << 20);
        assertThat(history.append(batch(1, 1, 2))).isEqualTo(1);
        assertThat(history.append(batch(1))).isEqualTo(4);
        assertThat(history.total()).isEqualTo(4);
        assertThat(history.get(3).orElseThrow().schema().id()).isEqualTo(2);
        assertThat(history.get(4).orElseThrow().number()).isEqualTo(4);
        assertThat(history.get(0)).isEmpty();
        assertThat(history.get(5)).isEmpty();
    }

    @Test
    void theLastHitsComeOldestFirst() {
        EventHistory history = new EventHistory(1 << 20);
        history.append(batch(1, 2, 1));
        history.append(batch(2, 1));
        assertThat(numbers(history.last(0, 3))).containsExactly(3L, 4L, 5L);
        assertThat(numbers(history.last(2, 9))).containsExactly(2L, 4L);
        assertThat(history.last(3, 9)).isEmpty();
    }

    @Test
    void theOldestBatchGoesWhenTheBoundIsReached() {
        EventHistory history = new EventHistory(300);
        history.append(batch(1, 1));
        history.append(batch(1, 1));
        assertThat(history.oldest()).isEqualTo(3);
        assertThat(history.get(1)).isEmpty();
        assertThat(history.total()).isEqualTo(4);
    }

    @Test
    void aGapIsFoundAgainWhereItWas() {
        EventHistory history = new EventHistory(1 << 20);
        Gap gap = new Gap(20, 1, 10, 5, 0, 0);
        history.append(batch(1));
        history.append(
                new FakeBatch(
                        ((FakeBatch) batch(1, 2)).records(),
                        List.of(new EventBatch.PlacedNotice(1, gap))));
        assertThat(between(history, 1, 3, id -> true)).containsExactly(1L, 2L, gap, 3L);
        assertThat(between(history, 1, 3, id -> id == 2)).containsExactly(gap, 3L);
        assertThat(between(history, 3, 3, id -> true))
                .as("what was lost before the first was not asked for")
                .containsExactly(3L);
        assertThat(between(history, 1, 2, id -> true)).containsExactly(1L, 2L);
    }

    @Test
    void theNewestHitsOfAnEventBeginSomewhere() {
        EventHistory history = new EventHistory(1 << 20);
        history.append(batch(1, 2, 1));
        history.append(batch(2, 1));
        assertThat(history.startOfLast(id -> id == 1, 2)).isEqualTo(3);
        assertThat(history.startOfLast(id -> true, 1)).isEqualTo(5);
        assertThat(history.startOfLast(id -> true, 6)).isZero();
    }

    private static List<Object> between(
            EventHistory history, long from, long to, IntPredicate events) {
        List<Object> items = new ArrayList<>();
        history.kept()
                .forEach(
                        kept ->
                                kept.between(
                                        from,
                                        to,
                                        events,
                                        item ->
                                                items.add(
                                                        item instanceof EventRecord hit
                                                                ? hit.number()
                                                                : item)));
        return items;
    }

    private static List<Long> numbers(List<EventRecord> hits) {
        return hits.stream().map(EventRecord::number).toList();
    }

    /** One hit for each id; a batch has 100 bytes a hit. */
    private static EventBatch batch(int... ids) {
        return new FakeBatch(
                IntStream.of(ids)
                        .mapToObj(
                                id ->
                                        new EventRecord(
                                                0,
                                                new EventSchema(
                                                        id, "f", "f()", List.of(), List.of()),
                                                0,
                                                0,
                                                1,
                                                1,
                                                "c",
                                                0,
                                                List.of()))
                        .toList(),
                List.of());
    }
}
