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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class HandlersTest {
    private final HitRouter router = new HitRouter();
    private final AtomicLong missed = new AtomicLong();
    private final List<String> threw = new CopyOnWriteArrayList<>();
    private final Handlers handlers =
            new Handlers(
                    new Trouble() {
                        @Override
                        public void threw(String event, Throwable thrown) {
                            threw.add(event + ": " + thrown.getMessage());
                        }

                        @Override
                        public void missed(long hits) {
                            missed.addAndGet(hits);
                        }

                        @Override
                        public void missed(String stream, long hits) {
                            throw new IllegalStateException("there is no stream");
                        }
                    });

    @AfterEach
    void close() {
        handlers.close();
    }

    private static EventRecord hit(String event) {
        EventSchema schema = new EventSchema(1, event, event + "()", List.of(), List.of());
        return new EventRecord(0, schema, 0, 0, 1, 1, "cat", 0, List.of());
    }

    private void bring(long first, EventRecord... hits) {
        router.route(new FakeBatch(List.of(hits), List.of()), first, (batch, number) -> {});
    }

    @Test
    void eachIsGivenTheHitsOfItsEventInOrder() throws Exception {
        List<Long> reads = new CopyOnWriteArrayList<>();
        handlers.on(router::watch, "vfs_read", hit -> reads.add(hit.number()));
        bring(1, hit("vfs_read"), hit("vfs_write"));
        bring(3, hit("vfs_read"));
        handlers.settle();
        assertThat(reads).containsExactly(1L, 3L);
    }

    @Test
    void oneThatThrowsIsToldOnceAndOthersGoOn() throws Exception {
        AtomicLong count = new AtomicLong();
        Handlers.Registration bad =
                handlers.on(
                        router::watch,
                        "vfs_read",
                        hit -> {
                            throw new IllegalStateException("no");
                        });
        handlers.on(router::watch, "vfs_read", hit -> count.incrementAndGet());
        bring(1, hit("vfs_read"), hit("vfs_read"));
        handlers.settle();
        assertThat(threw).containsExactly("vfs_read: no");
        assertThat(bad.isOpen()).isFalse();
        assertThat(count).hasValue(2);
    }

    @Test
    void hitsForWhichThereIsNoRoomAreCounted() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicLong count = new AtomicLong();
        handlers.on(
                router::watch,
                "vfs_read",
                hit -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    count.incrementAndGet();
                });
        EventRecord[] many = new EventRecord[20_000];
        Arrays.fill(many, hit("vfs_read"));
        for (int i = 0; i < 20; i++) {
            bring(1, many);
        }
        released.countDown();
        handlers.settle();
        bring(1, hit("vfs_read"));
        handlers.settle();
        assertThat(missed.get()).isPositive();
        assertThat(count.get() + missed.get()).isEqualTo(400_001);
    }
}
