// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of the stacks that one session's records named by hash. The kernel tells them once and
 * then only from time to time, so they are kept apart from the batches; those that nobody has asked
 * for the longest go when there are many. Safe for use by several threads.
 */
final class StackTable {
    private static final int MOST = 16384;

    private final int most;

    private final Map<Long, List<Long>> frames =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<Long>> eldest) {
                    return size() > most;
                }
            };

    StackTable() {
        this(MOST);
    }

    /**
     * @param most how many are remembered
     */
    StackTable(int most) {
        this.most = most;
    }

    synchronized void put(long hash, List<Long> addresses) {
        frames.put(hash, addresses);
    }

    /** All of it, as the kernel tells it. */
    synchronized byte[] records() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(
                (hash, addresses) -> {
                    int size = Abi.STACK_SIZE + Long.BYTES * addresses.size();
                    ByteBuffer record = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
                    record.putShort(Abi.RECORD_LEN8, (short) (size / 8));
                    record.put(Abi.RECORD_KIND, (byte) Abi.KIND_STACK);
                    record.putLong(Abi.STACK_HASH, hash);
                    record.putInt(Abi.STACK_COUNT, addresses.size()).position(Abi.STACK_FRAMES);
                    addresses.forEach(record::putLong);
                    all.writeBytes(record.array());
                });
        return all.toByteArray();
    }

    /** Empty if they are not known. */
    synchronized List<Long> frames(long hash) {
        return frames.getOrDefault(hash, List.of());
    }
}
