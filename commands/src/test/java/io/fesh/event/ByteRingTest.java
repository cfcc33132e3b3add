// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Random;

class ByteRingTest {

    /** Of less than a page, of a page, of pages, of pages and a part of one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1 << 20, 3 << 20, (5 << 20) / 2 + 1})
    void theNewestBytesAreThereWherever(int capacity) {
        ByteRing ring = new ByteRing(capacity);
        Random random = new Random(capacity);
        byte[] all = new byte[4 * capacity];
        random.nextBytes(all);
        while (ring.end() < all.length) {
            int at = (int) ring.end();
            int count = Math.min(all.length - at, random.nextInt(1 + Math.min(capacity, 300_000)));
            ring.put(ByteBuffer.wrap(all, at, count).asReadOnlyBuffer());
            assertThat(ring.end()).isEqualTo(at + count);

            int length = 1 + random.nextInt(Math.min((int) ring.end() + 1, capacity));
            length = Math.min(length, (int) ring.end());
            int start = (int) ring.end() - length;
            byte[] read = new byte[length + 1];
            ring.get(start, read, length);
            assertThat(ByteBuffer.wrap(read, 0, length))
                    .isEqualTo(ByteBuffer.wrap(all, start, length));
            assertThat(read[length]).as("behind them").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 1000})
    void aFullTurnIsThereWhole(int capacity) {
        ByteRing ring = new ByteRing(capacity);
        byte[] all = new byte[capacity + capacity / 3];
        new Random(1).nextBytes(all);
        ring.put(ByteBuffer.wrap(all, 0, capacity / 3));
        ring.put(ByteBuffer.wrap(all, capacity / 3, capacity));
        byte[] read = new byte[capacity];
        ring.get(capacity / 3, read, capacity);
        assertThat(ByteBuffer.wrap(read)).isEqualTo(ByteBuffer.wrap(all, capacity / 3, capacity));
    }
}
