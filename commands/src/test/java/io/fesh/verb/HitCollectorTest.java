// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.EventView;
import io.fesh.fake.FakeBatch;
import io.fesh.render.StyledText;
import io.fesh.view.Canvas;
import io.fesh.view.View;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class HitCollectorTest {
    private static final EventSchema READ =
            new EventSchema(1, "vfs_read", "vfs_read()", List.of(), List.of());

    private final List<Long> seen = new ArrayList<>();
    private final EventHistory history = new EventHistory(1 << 20);

    /** Writes down the numbers of its hits. */
    private final View view =
            new View() {
                @Override
                public void add(EventView hit) {
                    seen.add(hit.number());
                }

                @Override
                public List<StyledText> draw(Canvas canvas, long nanos) {
                    return List.of();
                }

                @Override
                public List<String> objects(long nanos) {
                    return List.of();
                }

                @Override
                public List<String> csv() {
                    return List.of();
                }
            };

    private static EventBatch hits(int count) {
        EventRecord hit = new EventRecord(0, READ, 0, 0, 1, 1, "c", 0, List.of());
        return new FakeBatch(Collections.nCopies(count, hit), List.of());
    }

    @Test
    void eachHitIsInThePictureOnceThoughTheyComeWhileThePastIsAdded() throws Exception {
        HitCollector collector = new HitCollector(view, id -> true, 0, true, MonotonicClock.SYSTEM);
        history.append(hits(1_000));
        CountDownLatch flowing = new CountDownLatch(100);
        Thread stream =
                new Thread(
                        () -> {
                            for (int i = 0; i < 3_000; i++) {
                                EventBatch batch = hits(2);
                                collector.batch(batch, history.append(batch));
                                flowing.countDown();
                            }
                        });
        stream.start();
        assertThat(flowing.await(60, TimeUnit.SECONDS)).isTrue();
        collector.addHistory(history);
        stream.join(60_000);
        assertThat(stream.isAlive()).isFalse();
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 7_000).boxed().toList());
    }

    @Test
    void withoutThePastItHasWhatComes() {
        history.append(hits(2));
        HitCollector collector =
                new HitCollector(view, id -> true, 3, false, MonotonicClock.SYSTEM);
        EventBatch batch = hits(5);
        collector.batch(batch, history.append(batch));
        assertThat(seen).containsExactly(3L, 4L, 5L);
    }
}
