// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeBatch;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class EventHistoryTest {

    @Test
    void hitsThatLieElsewhereComeFirstAndAreNotForgotten() {
        EventHistory history = new EventHistory(300);
        history.begin(
                List.of(
                        new EventHistory.Kept(7, batch(1, 2)),
                        new EventHistory.Kept(20, batch(1))));
        assertThat(history.oldest()).isEqualTo(7);
        assertThat(history.total()).isEqualTo(20);
        assertThat(history.append(batch(2, 1, 1))).isEqualTo(21);
        history.append(batch(2, 1, 1));
        assertThat(history.get(8).orElseThrow().schema().id()).isEqualTo(2);
        assertThat(history.get(8).orElseThrow().number()).isEqualTo(8);
        assertThat(history.get(9)).as("is in none of them").isEmpty();
        assertThat(history.get(20)).isPresent();
        assertThat(history.get(21)).as("is overwritten").isEmpty();
        assertThat(history.get(24)).isPresent();
        assertThat(numbers(history.last(2, 9))).containsExactly(8L, 24L);
        assertThat(history.startOfLast(id -> id == 2, 2)).isEqualTo(8);
    }

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

    @Test
    void aBatchThatGoesOverTheEndOfTheMemoryIsWhole() {
        EventHistory history = new EventHistory(1000);
        for (int i = 0; i < 50; i++) {
            history.append(batch(1, 2, 3));
            assertThat(ids(history)).as("after %d", i).containsExactlyElementsOf(cycle(history));
        }
        assertThat(history.bytes()).isEqualTo(900);
        assertThat(history.oldest()).isEqualTo(142);
    }

    /** Events 1, 2, 3 over and over again, as many as are kept. */
    private static List<Integer> cycle(EventHistory history) {
        return LongStream.rangeClosed(history.oldest(), history.total())
                .mapToObj(number -> (int) ((number - 1) % 3 + 1))
                .toList();
    }

    @Test
    void manySmallBatchesMakeAFewLargeOnes() {
        EventHistory history = new EventHistory(1 << 20);
        for (int i = 0; i < 20_000; i++) {
            history.append(batch(1));
        }
        assertThat(history.kept()).hasSizeLessThan(300);
        assertThat(history.total() - history.oldest() + 1)
                .as("what goes at one time is a small part of what is kept")
                .isBetween(10_400L, 10_486L);
        assertThat(history.get(history.oldest())).isPresent();
        assertThat(history.get(history.oldest() - 1)).isEmpty();
    }

    @Test
    void aBatchThatIsLargerThanTheMemoryIsCountedAndNotKept() {
        EventHistory history = new EventHistory(250);
        history.append(batch(1));
        assertThat(history.append(batch(1, 1, 1))).isEqualTo(2);
        assertThat(history.total()).isEqualTo(4);
        assertThat(history.oldest()).as("nothing").isEqualTo(5);
        assertThat(history.bytes()).isZero();
        assertThat(history.kept()).isEmpty();
        assertThat(history.append(batch(2))).isEqualTo(5);
        assertThat(ids(history)).containsExactly(2);
    }

    @Test
    void whatIsOverwrittenBeforeAWalkComesToItIsCounted() {
        EventHistory history = new EventHistory(500);
        history.append(batch(1, 1));
        history.append(batch(2, 2, 2));
        EventHistory.Snapshot kept = history.kept();
        history.append(batch(3));
        assertThat(kept).extracting(EventHistory.Kept::first).containsExactly(3L);
        assertThat(kept.overwritten()).isEqualTo(2);
        history.append(batch(3, 3, 3, 3));
        assertThat(kept.newestFirst()).isEmpty();
    }

    @Test
    void aSnapshotHasNothingOfWhatComesLater() {
        EventHistory history = new EventHistory(1 << 20);
        history.append(batch(1));
        EventHistory.Snapshot kept = history.kept();
        history.append(batch(2));
        assertThat(kept).singleElement().matches(batch -> batch.batch().size() == 1);
        assertThat(ids(history)).containsExactly(1, 2);
    }

    @Test
    void batchesOfTwoStreamsAreDecodedEachByItsOwn() {
        EventHistory history = new EventHistory(1 << 20);
        EventBatch played = batch(1);
        history.append(played);
        history.append(new OtherStream(played));
        assertThat(ids(history)).containsExactly(1, 9);
    }

    @Test
    void theNextHistoryHasTheMemoryAndNothingElse() {
        EventHistory left = new EventHistory(500);
        left.append(batch(1, 1));
        EventHistory.Snapshot kept = left.kept();

        EventHistory next = left.successor();
        next.append(batch(2));

        assertThat(kept).as("its bytes may be others by now").isEmpty();
        assertThat(left.get(1)).isEmpty();
        assertThat(left.append(batch(1))).as("a hit that comes late").isEqualTo(3);
        assertThat(left.bytes()).isZero();
        assertThat(ids(next)).containsExactly(2);
        assertThat(next.maxBytes()).isEqualTo(500);
    }

    @Test
    void whoeverReadsWhileHitsComeSeesEachWholeAndInOrder() throws Exception {
        EventHistory history = new EventHistory(64 << 10);
        int batches = 20_000;
        AtomicBoolean over = new AtomicBoolean();
        Callable<Long> reader =
                () -> {
                    long walked = 0;
                    while (!over.get() || walked == 0) {
                        EventHistory.Snapshot kept = history.kept();
                        walked += numbersFollowEachOther(kept, walked % 2 == 0);
                        history.get(history.oldest() + 10)
                                .ifPresent(hit -> assertThat(hit.pid()).isEqualTo(pid(hit)));
                    }
                    return walked;
                };
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                reading.add(readers.submit(reader));
            }
            for (long number = 1; number < 3 * batches; number += 3) {
                assertThat(history.append(numbered(number))).isEqualTo(number);
            }
            over.set(true);
            for (Future<Long> walks : reading) {
                assertThat(walks.get(60, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(history.total()).isEqualTo(3L * batches);
    }

    /** Hits walked over; within a walk numbers only go one way, and each hit has its own. */
    private static long numbersFollowEachOther(EventHistory.Snapshot kept, boolean forward) {
        long walked = 0;
        long last = 0;
        for (EventHistory.Kept each : forward ? kept : kept.newestFirst()) {
            if (last != 0 && forward) {
                assertThat(each.first()).isGreaterThanOrEqualTo(last);
            } else if (last != 0) {
                assertThat(each.first()).isLessThan(last);
            }
            last = each.first();
            EventBatch hits = each.batch();
            for (int i = 0; i < hits.size(); i++) {
                EventRecord hit = hits.record(i, each.first() + i);
                assertThat(hit.pid()).isEqualTo(pid(hit));
            }
            walked += hits.size();
        }
        return walked;
    }

    private static int pid(EventRecord hit) {
        return (int) hit.number();
    }

    /** Three hits, each of the thread that has its number. */
    private static EventBatch numbered(long first) {
        return new FakeBatch(
                LongStream.range(first, first + 3).mapToObj(n -> hit(1, (int) n)).toList(),
                List.of());
    }

    /** Bytes that mean something else than those of played batches. */
    private record OtherStream(EventBatch played) implements EventBatch {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public EventRecord record(int index, long number) {
            return played.record(index, number);
        }

        @Override
        public int eventId(int index) {
            return 1;
        }

        @Override
        public List<PlacedNotice> notices() {
            return List.of();
        }

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public ByteBuffer raw() {
            return ByteBuffer.wrap(new byte[] {9});
        }

        @Override
        public BatchDecoder decoder() {
            return (raw, length) -> batch(raw[0]);
        }
    }

    private static List<Integer> ids(EventHistory history) {
        List<Integer> ids = new ArrayList<>();
        for (EventHistory.Kept kept : history.kept()) {
            for (int i = 0; i < kept.batch().size(); i++) {
                ids.add(kept.batch().eventId(i));
            }
        }
        return ids;
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
        return new FakeBatch(IntStream.of(ids).mapToObj(id -> hit(id, 1)).toList(), List.of());
    }

    private static EventRecord hit(int id, int pid) {
        EventSchema schema = new EventSchema(id, "f", "f()", List.of(), List.of());
        return new EventRecord(0, schema, 0, 0, pid, pid, "c", 0, List.of());
    }
}
