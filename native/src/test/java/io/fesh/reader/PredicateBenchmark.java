// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.api.Event;
import io.fesh.api.Events;
import io.fesh.api.Fesh;
import io.fesh.event.Base;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;
import io.fesh.snippet.Host;
import io.fesh.snippet.Trouble;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Records a second that a Java predicate at the prompt can look at, on one core, in a JVM with the
 * launcher's options. None is wanted but one of 1,000. Run with {@code mvn -pl native -am -Pbench
 * verify}; what a record costs in memory is {@code gc.alloc.rate.norm}.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xms96m", "-Xmn16m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PredicateBenchmark {
    private static final int BATCHES = 250;
    private static final int OF_A_BATCH = 4_000;
    private static final int RECORDS = BATCHES * OF_A_BATCH;

    @Param({"number", "comm", "text"})
    public String wants;

    private Predicate<Event> wanted;

    /** Files and sizes as a busy system reads them. */
    @Setup
    public void make() {
        EventSchema schema =
                new EventSchema(
                        7,
                        "vfs_read",
                        "vfs_read(string name, NULL, size_t count)",
                        List.of(),
                        List.of(
                                new Field("name", "string", Base.STRING, 56, 4, 0),
                                new Field("count", "size_t", Base.UNSIGNED, 64, 8, 0)));
        FakeTarget target = new FakeTarget(new FakeSymbols());
        FakeSession session = new FakeSession(target, new RecordingOutput(target.symbols()));
        RecordBatch.Session records = new RecordBatch.Session(id -> schema);
        for (int i = 0; i < BATCHES; i++) {
            session.history().append(records.batch(batch(i)));
        }
        Trouble none =
                new Trouble() {
                    @Override
                    public void threw(String event, Throwable thrown) {
                        throw new IllegalStateException(thrown);
                    }

                    @Override
                    public void missed(long hits) {
                        throw new IllegalStateException(hits + " missed");
                    }

                    @Override
                    public void missed(String stream, long hits) {
                        throw new IllegalStateException(hits + " missed by " + stream);
                    }
                };
        Dispatcher dispatcher = new Dispatcher(CommandTable.standard(), session);
        new Host(session, dispatcher, none).bind();
        wanted =
                switch (wants) {
                    case "number" -> e -> e.u64("count") == 999;
                    case "comm" -> e -> e.comm().equals("comm-999");
                    default -> e -> e.text("name").equals("name-999");
                };
        long found = Fesh.events("vfs_read").filter(wanted).count();
        if (found != RECORDS / 1_000) {
            throw new IllegalStateException(found + " of " + RECORDS + " are wanted");
        }
    }

    private static byte[] batch(int first) {
        RecordBytes records = new RecordBytes();
        for (int i = 0; i < OF_A_BATCH; i++) {
            int which = (first * OF_A_BATCH + i) % 1_000;
            byte[] name = ("name-" + which).getBytes(StandardCharsets.UTF_8);
            ByteBuffer payload = RecordBytes.payload(16 + name.length);
            payload.putInt(name.length << 16 | 72).putInt(0).putLong(which).put(name);
            records.hit(7, "comm-" + which, 0, payload.array());
        }
        return records.toArray();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long filter() {
        Events events = Fesh.events("vfs_read");
        return events.filter(wanted).count();
    }
}
