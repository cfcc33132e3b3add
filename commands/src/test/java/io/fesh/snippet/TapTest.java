// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.HitRouter;
import io.fesh.fake.FakeBatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

@Timeout(60)
class TapTest {
    private final HitRouter router = new HitRouter();
    private final List<String> told = new ArrayList<>();
    private final Taps taps =
            new Taps(
                    new Trouble() {
                        @Override
                        public void threw(String event, Throwable thrown) {
                            throw new IllegalStateException(thrown);
                        }

                        @Override
                        public void missed(long hits) {
                            throw new IllegalStateException("there is no handler");
                        }

                        @Override
                        public void missed(String stream, long hits) {
                            told.add(stream + " " + hits);
                        }
                    });

    @AfterEach
    void close() {
        taps.close();
    }

    private Tap open(String event) {
        return taps.open(router::watch, Optional.of(event));
    }

    private static EventRecord hit(String event) {
        EventSchema schema =
                new EventSchema(event.length(), event, event + "()", List.of(), List.of());
        return new EventRecord(0, schema, 0, 0, 1, 1, "cat", 0, List.of());
    }

    private void bring(long first, EventRecord... hits) {
        router.route(new FakeBatch(List.of(hits), List.of()), first, (batch, number) -> {});
    }

    /** Numbers of the hits until none comes any more. */
    private static List<Long> rest(Tap tap) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        do {
            while (tap.step()) {
                numbers.add(tap.hit().number());
            }
        } while (tap.await());
        return numbers;
    }

    @Test
    void keepsTheHitsOfItsEventFromItsOpeningOn() throws Exception {
        bring(1, hit("vfs_read"));
        Tap tap = open("vfs_read");
        bring(2, hit("vfs_write"), hit("vfs_read"), hit("vfs_write"));
        bring(5, hit("vfs_write"));
        bring(6, hit("vfs_read"));
        assertThat(tap.waiting()).isEqualTo(2);
        tap.within(Duration.ZERO);
        assertThat(rest(tap)).containsExactly(3L, 6L);
        assertThat(tap.waiting()).isZero();
    }

    @Test
    void whatComesAfterItsTimeIsNoneOfItsHits() throws Exception {
        Tap tap = open("vfs_read");
        bring(1, hit("vfs_read"));
        tap.within(Duration.ZERO);
        bring(2, hit("vfs_read"));
        assertThat(rest(tap)).containsExactly(1L);
    }

    @Test
    void whoWaitsIsGivenTheNextHitAndGoesOnWhenItIsClosed() throws Exception {
        Tap tap = open("vfs_read");
        FutureTask<List<Long>> walk = new FutureTask<>(() -> rest(tap));
        Thread walker = new Thread(walk);
        walker.start();
        awaitWaiting(walker);
        bring(7, hit("vfs_read"));
        // has taken it once it waits for the one after
        awaitWaiting(walker);
        tap.close();
        assertThat(walk.get(30, TimeUnit.SECONDS)).containsExactly(7L);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hitsForWhichThereIsNoRoomAreCountedAndToldOnceItHasCaughtUp() throws Exception {
        Tap tap = open("vfs_read");
        EventRecord[] many = new EventRecord[20_000];
        Arrays.fill(many, hit("vfs_read"));
        many[0] = hit("vfs_write");
        for (int i = 0; i < 20; i++) {
            bring(1, many);
        }
        assertThat(tap.missed()).isPositive();
        assertThat(told).isEmpty();
        tap.within(Duration.ZERO);
        int taken = rest(tap).size();
        assertThat(taken + tap.missed()).isEqualTo(20 * 19_999);
        assertThat(told).containsExactly("live(\"vfs_read\") " + tap.missed());
        tap.close();
        assertThat(told).hasSize(1);
    }

    @Test
    void theOldestOfTooManyIsClosed() {
        Tap oldest = open("vfs_read");
        List<Tap> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(open("vfs_read"));
        }
        assertThat(oldest.isOpen()).isFalse();
        assertThat(others).allMatch(Tap::isOpen);
    }

    @Test
    void aClosedOneTakesNoMoreHits() {
        Tap tap = open("vfs_read");
        tap.close();
        bring(1, hit("vfs_read"));
        assertThat(tap.waiting()).isZero();
        assertThat(tap.step()).isFalse();
    }
}
