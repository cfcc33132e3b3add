// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntPredicate;

/**
 * Where the hits of a target go: to whoever watches their event, and all others to the stream that
 * is shown. Notices are always shown. Watchers are called on the thread that brings the hits, which
 * they hold up.
 */
public final class HitRouter {

    /** Hits of some events are somebody's until this is closed. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private record Watcher(IntPredicate events, BatchSink sink) {}

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    /**
     * @param events whose hits, by id; called for each hit
     * @param sink takes whole batches: it looks for those hits itself
     */
    public Watch watch(IntPredicate events, BatchSink sink) {
        Watcher watcher = new Watcher(events, sink);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public void route(EventBatch batch, long first, BatchSink shown) {
        if (watchers.isEmpty()) {
            shown.batch(batch, first);
            return;
        }
        for (Watcher watcher : watchers) {
            watcher.sink().batch(batch, first);
        }
        int[] left = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < left.length; i++) {
            if (!isWatched(batch.eventId(i))) {
                left[count++] = i;
            }
        }
        if (count == left.length) {
            shown.batch(batch, first);
        } else if (count > 0 || !batch.notices().isEmpty()) {
            shown.batch(new Rest(batch, Arrays.copyOf(left, count)), first);
        }
    }

    private boolean isWatched(int eventId) {
        for (Watcher watcher : watchers) {
            if (watcher.events().test(eventId)) {
                return true;
            }
        }
        return false;
    }

    /** A batch without the hits that are watched; the others keep their numbers. */
    private static final class Rest implements EventBatch {
        private final EventBatch whole;
        private final int[] indexes;

        Rest(EventBatch whole, int[] indexes) {
            this.whole = whole;
            this.indexes = indexes;
        }

        @Override
        public int size() {
            return indexes.length;
        }

        @Override
        public EventRecord record(int index, long number) {
            return whole.record(indexes[index], number - index + indexes[index]);
        }

        @Override
        public int eventId(int index) {
            return whole.eventId(indexes[index]);
        }

        @Override
        public List<PlacedNotice> notices() {
            return whole.notices().stream()
                    .map(
                            placed -> {
                                int at = Arrays.binarySearch(indexes, placed.before());
                                return new PlacedNotice(at < 0 ? -at - 1 : at, placed.notice());
                            })
                    .toList();
        }

        @Override
        public long bytes() {
            return whole.bytes();
        }

        /** Those of the others, too. */
        @Override
        public ByteBuffer raw() {
            return whole.raw();
        }

        @Override
        public BatchDecoder decoder() {
            return whole.decoder();
        }
    }
}
