// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.ByteBuffer;

/**
 * The newest bytes of all that were put into it. They lie outside the heap, where no collection
 * copies them, in pages that are not made before they are needed. Places only ever grow. Which
 * bytes are still there, the caller knows.
 */
final class ByteRing {
    private static final int PAGE = 1 << 20;

    private final long capacity;
    private final ByteBuffer[] pages;
    private long end;

    ByteRing(long capacity) {
        this.capacity = capacity;
        this.pages = new ByteBuffer[Math.toIntExact((capacity + PAGE - 1) / PAGE)];
    }

    long capacity() {
        return capacity;
    }

    /** The place behind the last byte. */
    long end() {
        return end;
    }

    /**
     * Puts the rest of a buffer in place of the oldest bytes.
     *
     * @param from holds no more than the capacity
     */
    void put(ByteBuffer from) {
        ByteBuffer left = from.duplicate();
        while (left.hasRemaining()) {
            int count = Math.min(left.remaining(), untilEdge(end));
            page(end).put(inPage(end), left, left.position(), count);
            left.position(left.position() + count);
            end += count;
        }
    }

    /** Copies bytes from a place on, which all have been put. */
    void get(long start, byte[] to, int length) {
        for (int done = 0; done < length; ) {
            long at = start + done;
            int count = Math.min(length - done, untilEdge(at));
            page(at).get(inPage(at), to, done, count);
            done += count;
        }
    }

    private int inPage(long at) {
        return (int) (at % capacity % PAGE);
    }

    /** How many bytes lie one behind the other there. */
    private int untilEdge(long at) {
        return (int) Math.min(PAGE - inPage(at), capacity - at % capacity);
    }

    private ByteBuffer page(long at) {
        int number = (int) (at % capacity / PAGE);
        if (pages[number] == null) {
            int size = (int) Math.min(PAGE, capacity - (long) number * PAGE);
            pages[number] = ByteBuffer.allocateDirect(size);
        }
        return pages[number];
    }
}
