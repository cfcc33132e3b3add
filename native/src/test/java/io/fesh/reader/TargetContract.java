// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every target promises. The session behind it is the tests' own (test/c/fake_device.c): it
 * takes {@code ok ...}, makes hits for {@code hits N} and refuses anything else at its third byte.
 */
@Timeout(60)
abstract class TargetContract {
    private TraceTarget target;

    abstract TraceTarget open() throws TargetException;

    @BeforeEach
    void openTarget() throws TargetException {
        target = open();
    }

    @AfterEach
    void closeTarget() {
        target.close();
    }

    /** Collects what a command writes. */
    static final class Written implements TraceTarget.RunOutput {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public void out(byte[] bytes) {
            out.writeBytes(bytes);
        }

        @Override
        public void err(byte[] bytes) {
            err.writeBytes(bytes);
        }
    }

    private List<EventBatch> stream() throws TargetException {
        EventSchema schema = target.describe(1).schema();
        List<EventBatch> batches = new ArrayList<>();
        target.stream(id -> schema, batches::add);
        return batches;
    }

    @Test
    void targetKnowsItsKernel() throws Exception {
        assertThat(target.info().release())
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        assertThat(target.info().bootId()).hasSize(36);
        assertThat(target.info().cpus()).isPositive();
        assertThat(target.info().machine()).isEqualTo("x86_64");
    }

    @Test
    void lineIsAcceptedWithAnId() throws Exception {
        assertThat(target.submit("ok f(int a)")).isEqualTo(1);
    }

    @Test
    void refusedLineSaysWhatAndWhere() {
        LineError error = catchThrowableOfType(LineError.class, () -> target.submit("f(imt a)"));
        assertThat(error).hasMessage("nothing is right here");
        assertThat(error.span()).isEqualTo(Span.at(2));
    }

    @Test
    void eventIsDescribed() throws Exception {
        EventStatus status = target.describe(1);
        assertThat(status.schema().line()).isEqualTo("SyS_openat(int dfd, string path)");
        assertThat(status.counts().lost()).isEqualTo(2);
    }

    @Test
    void memoryIsReadUpToTheFirstByteThatIsNotThere() throws Exception {
        assertThat(target.read(0x1002, 3)).containsExactly(2, 3, 4);
        assertThat(target.read(0x1062, 4096)).containsExactly(0x62, 0x63);
        assertThat(target.read(0x2000, 8)).isEmpty();
        assertThat(target.read(0x1000, 0)).isEmpty();
        assertThat(target.read(0x1000, 1 << 20)).hasSize(100);
        assertThatThrownBy(() -> target.read(0x1000, (1 << 20) + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void eventThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> target.describe(9)).isInstanceOf(TargetException.class);
    }

    @Test
    void descriptionOfAnyLengthComesWhole() throws Exception {
        assertThat(target.events()).hasSize(200);
    }

    @Test
    void afterASyncEverythingHasArrived() throws Exception {
        List<EventBatch> batches = stream();

        target.submit("hits 1000");
        target.sync();

        assertThat(batches.stream().mapToInt(EventBatch::size).sum()).isEqualTo(1000);
        EventRecord first = batches.get(0).record(0, 1);
        assertThat(first.value("dfd")).contains(new FieldValue.Num(-100, 4));
        assertThat(((FieldValue.Text) first.value("path").orElseThrow()).bytes())
                .asString()
                .isEqualTo("/tmp/1");
        assertThat(first.comm()).isEqualTo("cat");
    }

    @Test
    void hitsComeInTheOrderOfTimeOverCpus() throws Exception {
        List<EventBatch> batches = stream();

        target.submit("hits 5000");
        target.sync();

        long number = 0;
        for (EventBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                EventRecord record = batch.record(i, ++number);
                assertThat(((FieldValue.Text) record.values().get(1)).bytes())
                        .asString()
                        .isEqualTo("/tmp/" + number);
            }
        }
        assertThat(number).isEqualTo(5000);
    }

    @Test
    void syncWithoutEventsIsDone() throws Exception {
        List<EventBatch> batches = stream();
        target.sync();
        target.sync();
        assertThat(batches).isEmpty();
    }

    @Test
    void afterASyncItIsKnownHowOftenModulesHaveChanged() throws Exception {
        stream();
        target.sync();
        assertThat(target.moduleChanges()).hasValue(3);
    }

    @Test
    void whatASlowSinkMissesIsCountedExactly() throws Exception {
        EventSchema schema = target.describe(1).schema();
        AtomicLong delivered = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        target.stream(
                id -> schema,
                batch -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    delivered.addAndGet(batch.size());
                    batch.notices()
                            .forEach(
                                    placed -> {
                                        if (placed.notice() instanceof Gap gap) {
                                            lost.addAndGet(gap.lost());
                                        }
                                    });
                });

        // Nothing is taken meanwhile, and two rings of a mebibyte hold less than this.
        CompletableFuture<Void> flood =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                for (int i = 0; i < 10; i++) {
                                    target.submit("hits 40000");
                                }
                            } catch (LineError | TargetException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        if (blocksLinesBehindEvents()) {
            over.countDown();
        }
        flood.get(60, TimeUnit.SECONDS);
        over.countDown();
        target.sync();

        assertThat(delivered.get() + lost.get()).isEqualTo(400_000);
        assertThat(lost.get()).isPositive();
    }

    /** Whether an answer to a line can only be read after the events before it. */
    abstract boolean blocksLinesBehindEvents();

    @Test
    void fileOfProcIsReadWhole() throws Exception {
        assertThat(target.file("/proc/version"))
                .isEqualTo(Files.readAllBytes(Path.of("/proc/version")));
    }

    @Test
    void largeFileIsReadWhole() throws Exception {
        Path library = Built.path("fesh-agent");
        assertThat(target.file(library.toString())).isEqualTo(Files.readAllBytes(library));
    }

    @Test
    void fileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> target.file("/no/such/file"))
                .isInstanceOf(TargetException.class)
                .hasMessage("/no/such/file: No such file or directory");
    }

    @Test
    void commandGivesItsOutputAndStatus() throws Exception {
        Written written = new Written();
        int status = target.run("echo out; echo err >&2; exit 42", written);
        assertThat(status).isEqualTo(42);
        assertThat(written.out).asString().isEqualTo("out\n");
        assertThat(written.err).asString().isEqualTo("err\n");
    }

    @Test
    void commandHasNothingToRead() throws Exception {
        Written written = new Written();
        assertThat(target.run("cat", written)).isZero();
        assertThat(written.out.size()).isZero();
    }

    @Test
    void commandThatASignalEndsHasThatStatus() throws Exception {
        assertThat(target.run("kill -TERM $$", new Written())).isEqualTo(128 + 15);
    }

    @Test
    void commandMayWriteMoreThanAnybodyBuffers() throws Exception {
        Written written = new Written();
        int status = target.run("head -c 8000000 /dev/zero", written);
        assertThat(status).isZero();
        assertThat(written.out.size()).isEqualTo(8_000_000);
    }

    @Test
    void interruptReachesTheCommandAndItsChildren() throws Exception {
        Thread caller = Thread.currentThread();
        TraceTarget.RunOutput interrupting =
                new TraceTarget.RunOutput() {
                    @Override
                    public void out(byte[] bytes) {
                        caller.interrupt();
                    }

                    @Override
                    public void err(byte[] bytes) {}
                };
        int status =
                target.run(
                        "trap 'exit 7' INT; (echo ready; exec sleep 1000); exit 1", interrupting);
        assertThat(status).isEqualTo(7);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void closedTargetAnswersNothing() {
        target.close();
        assertThatThrownBy(() -> target.submit("ok")).isInstanceOf(TargetException.class);
        target.close();
    }
}
