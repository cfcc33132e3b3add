// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/** Damaged recordings, of which half have right checksums all the same. */
class RecordingFuzzTest {
    private static final int MUTATIONS = 10_000;

    /** For a buffer, objects and messages; the rest is a matter of the file's size. */
    private static final long FIXED_BYTES = 1 << 20;

    private static final long BYTES_A_BYTE = 64;

    @TempDir private Path folder;

    @Test
    void noDamageIsMoreThanARefusalOrLessToRead() throws Exception {
        byte[] whole = Recordings.small();
        Random random = new Random(20261123);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path path = folder.resolve("hits.rec");
        // classes are loaded for the first
        lookAtAll(RecordingTarget.open(Files.write(path, whole)));
        int opened = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = damaged(whole, random);
            if (i % 2 == 0) {
                mendChecksums(bytes);
            }
            Files.write(path, bytes);
            long before = threads.getCurrentThreadAllocatedBytes();
            try (RecordingTarget target = RecordingTarget.open(path)) {
                lookAtAll(target);
                opened++;
            } catch (TargetException e) {
                assertThat(e.getMessage()).startsWith(path.toString());
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes for mutation %d", i)
                    .isLessThan(FIXED_BYTES + BYTES_A_BYTE * bytes.length);
        }
        assertThat(opened).isBetween(MUTATIONS / 2, MUTATIONS - 1);
    }

    private static void lookAtAll(RecordingTarget target) {
        EventHistory history = new EventHistory(1 << 16);
        history.begin(target.past());
        for (EventHistory.Kept kept : history.kept()) {
            kept.batch().items(kept.first(), item -> assertThat(item.toString()).isNotEmpty());
        }
        for (EventStatus event : target.events()) {
            assertThat(event.schema().toString()).isNotEmpty();
        }
        try {
            assertThat(target.file("/proc/modules")).isNotNull();
        } catch (TargetException e) {
            assertThat(e.getMessage()).contains("/proc/modules");
        }
        assertThat(target.info().toString()).isNotEmpty();
        assertThat(target.remarks()).hasSizeLessThan(3);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                case 3 -> bytes = without(bytes, at, 1 + random.nextInt(64));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int count) {
        int end = Math.min(bytes.length, at + count);
        byte[] less = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
        System.arraycopy(bytes, end, less, Math.min(at, less.length), bytes.length - end);
        return less;
    }

    /** As far as the blocks follow each other. */
    private static void mendChecksums(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = Block.START;
        while (at >= 0 && at + Block.SIZE <= bytes.length) {
            int length = all.getInt(at + 8);
            if (length < 0 || length > bytes.length - at - Block.SIZE) {
                return;
            }
            CRC32C crc = new CRC32C();
            crc.update(bytes, at, 12);
            crc.update(bytes, at + 16, 16 + length);
            all.putInt(at + 12, (int) crc.getValue());
            at += Block.SIZE + length;
        }
    }
}
