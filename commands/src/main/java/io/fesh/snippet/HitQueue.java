// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory.Kept;

import java.util.ArrayDeque;

/**
 * Hits that wait for somebody, in bounded memory: those for which there is no room are counted. Its
 * owner's lock guards it.
 */
final class HitQueue {
    private final long maxBytes;
    private final ArrayDeque<Kept> batches = new ArrayDeque<>();
    private long bytes;
    private long missed;

    HitQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * @param wanted how many of the hits in it somebody waits for
     * @return whether there was room
     */
    boolean add(EventBatch batch, long first, long wanted) {
        if (bytes + batch.bytes() > maxBytes) {
            missed += wanted;
            return false;
        }
        batches.addLast(new Kept(first, batch));
        bytes += batch.bytes();
        return true;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The oldest; there must be one. */
    Kept take() {
        Kept oldest = batches.removeFirst();
        bytes -= oldest.batch().bytes();
        return oldest;
    }

    /** How many had no room since this was asked before. */
    long takeMissed() {
        long count = missed;
        missed = 0;
        return count;
    }

    void clear() {
        batches.clear();
        bytes = 0;
    }
}
