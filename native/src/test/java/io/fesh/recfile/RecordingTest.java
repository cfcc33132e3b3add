// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.event.StreamItem;
import io.fesh.event.Unwritten;
import io.fesh.kernel.TargetException;
import io.fesh.reader.RecordBytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class RecordingTest {
    @TempDir private Path folder;

    private RecordingTarget open(byte[] bytes) throws Exception {
        return RecordingTarget.open(Files.write(folder.resolve("hits.rec"), bytes));
    }

    private static EventHistory history(RecordingTarget target) {
        EventHistory history = new EventHistory(1 << 20);
        history.begin(target.past());
        return history;
    }

    private static List<StreamItem> items(RecordingTarget target) {
        List<StreamItem> items = new ArrayList<>();
        for (EventHistory.Kept kept : target.past()) {
            kept.batch().items(kept.first(), items::add);
        }
        return items;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        try (RecordingTarget target = open(Recordings.small())) {
            EventHistory history = history(target);
            assertThat(history.oldest()).isEqualTo(7);
            assertThat(history.total()).isEqualTo(11);
            EventRecord ninth = history.get(9).orElseThrow();
            assertThat(ninth.schema()).isEqualTo(Recordings.READ);
            assertThat(ninth.values()).containsExactly(new FieldValue.Num(9, 8));
            assertThat(ninth.comm()).isEqualTo("cat");
            assertThat(history.get(10).orElseThrow().values())
                    .containsExactly(new FieldValue.Stack(0x1234, List.of(0x10L, 0x20L)));
            assertThat(history.get(6)).isEmpty();
            assertThat(history.get(12)).isEmpty();
            assertThat(items(target).get(3)).isEqualTo(new Gap(2000, 3, 1000, 4, 0, 0));
            assertThat(target.events())
                    .extracting(event -> event.schema().name())
                    .containsExactly("vfs_read", "vfs_unlink");
            assertThat(new String(target.file("/proc/modules"), UTF_8)).startsWith("fesh ");
            assertThat(target.info().release()).isEqualTo("6.1.0-56-cloud-amd64");
            assertThat(target.recordedOn()).isEqualTo("lab");
            assertThat(target.remarks()).isEmpty();
        }
    }

    @Test
    void aShellThatIsKilledLeavesItsWholeBlocks() throws Exception {
        byte[] all = Recordings.small();
        for (int length = all.length - 1; length > 200; length--) {
            try (RecordingTarget target = open(Arrays.copyOf(all, length))) {
                long hits = history(target).total();
                assertThat(hits).isIn(0L, 8L, 10L, 11L);
                assertThat(target.remarks()).isNotEmpty();
                assertThat(target.events())
                        .allSatisfy(
                                event ->
                                        assertThat(event.counts().recorded())
                                                .isEqualTo(event.counts().hits()));
            }
        }
    }

    @Test
    void aFileThatIsCutWhileItIsOpenIsSaidToHaveChanged() throws Exception {
        byte[] all = Recordings.small();
        try (RecordingTarget target = open(all)) {
            EventHistory history = history(target);
            Files.write(folder.resolve("hits.rec"), Arrays.copyOf(all, 300));
            assertThatThrownBy(() -> history.get(11))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageEndingWith("hits.rec has changed since it was opened");
        }
    }

    @Test
    void aFileThatIsNoneOrNewerIsRefusedInOneSentence() throws Exception {
        byte[] newer = Recordings.small();
        newer[8] = 2;
        assertThatThrownBy(() -> open(newer))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("its format is 2, this one reads 1");
        assertThatThrownBy(() -> open("no recording, by far".getBytes(UTF_8)))
                .hasMessageContaining("is no recording of fesh");
        assertThatThrownBy(() -> open(new byte[0])).hasMessageContaining("is no recording of fesh");
        assertThatThrownBy(() -> RecordingTarget.open(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> RecordingTarget.open(folder.resolve("none")))
                .hasMessageContaining("no such file");
    }

    @Test
    void whereTheDiskIsSlowerTheHitsAreCountedAndWhatCameBetweenThemIsKept() throws Exception {
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        CountDownLatch awake = new CountDownLatch(1);
        CountDownLatch asleep = new CountDownLatch(1);
        OutputStream slow =
                new OutputStream() {
                    private int writes;

                    @Override
                    public void write(int one) {
                        throw new IllegalStateException();
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) throws IOException {
                        // the start, and what it is about, are written before there are hits
                        if (++writes == 3) {
                            asleep.countDown();
                            await(awake);
                        }
                        disk.write(bytes, from, count);
                    }
                };
        List<IOException> failures = new ArrayList<>();
        RecordingWriter writer = Recordings.writer(slow, failures);
        writer.begin(List.of());
        writer.batch(Recordings.reads(1, 1), 1);
        asleep.await();
        // 64 bytes each: 4096 may wait
        for (int number = 2; number < 200; number++) {
            writer.batch(Recordings.reads(number, 1), number);
        }
        RecordBytes lost = new RecordBytes().gap(1, 1000, 2000, 5, 0, 0);
        writer.batch(Recordings.batch(Recordings.read(lost, 200)), 200);
        assertThat(writer.progress().unwritten()).isEqualTo(200 - 65);
        assertThat(writer.progress().lost()).isEqualTo(5);
        awake.countDown();
        writer.settle();
        writer.batch(Recordings.reads(201, 1), 201);
        writer.end();

        try (RecordingTarget target = open(disk.toByteArray())) {
            List<StreamItem> items = items(target);
            assertThat(items).hasSize(65 + 2 + 1);
            assertThat(items.get(65)).isEqualTo(new Unwritten(1000, 3, 200 - 65));
            assertThat(items.get(66)).isEqualTo(new Gap(2000, 1, 1000, 5, 0, 0));
            assertThat(((EventRecord) items.get(67)).number()).isEqualTo(201);
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void hitsThatAreForgottenBeforeTheyAreWrittenAreCounted() throws Exception {
        ByteArrayOutputStream disk = new ByteArrayOutputStream();
        RecordingWriter writer = Recordings.writer(disk, new ArrayList<>());
        writer.begin(
                List.of(
                        new EventHistory.Kept(1, Recordings.reads(1, 2)),
                        new EventHistory.Kept(10, Recordings.reads(10, 1))));
        writer.end();
        try (RecordingTarget target = open(disk.toByteArray())) {
            assertThat(items(target)).contains(new Unwritten(1000, 3, 7)).hasSize(4);
            assertThat(history(target).get(5)).isEmpty();
        }
    }

    @Test
    void aFullDiskEndsTheRecordingAndIsToldOnce() throws Exception {
        OutputStream full =
                new OutputStream() {
                    private int room = 600;

                    @Override
                    public void write(int one) throws IOException {
                        if (room-- == 0) {
                            throw new IOException("No space left on device");
                        }
                    }
                };
        List<IOException> failures = new ArrayList<>();
        RecordingWriter writer = Recordings.writer(full, failures);
        writer.begin(List.of());
        for (int number = 1; number < 100; number++) {
            writer.batch(Recordings.reads(number, 1), number);
            writer.settle();
        }
        assertThatThrownBy(() -> writer.end()).hasMessage("No space left on device");
        assertThat(failures).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
