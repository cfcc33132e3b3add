// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.BatchDecoder;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.fake.FakeBatch;
import io.fesh.fake.FakeRecords;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Hits that newer ones take the place of while somebody looks at older ones. */
class OverwrittenHitsTest {
    private static final EventSchema READ =
            new EventSchema(1, "vfs_read", "vfs_read()", List.of(), List.of());

    private final Typed typed = new Typed();

    /** Room for ten; when the first two are looked at, eight more come. */
    @BeforeEach
    void fiveHitsOfWhichTwoAreLookedAtSlowly() {
        typed.session.keeps(1000);
        typed.session.history().append(new Looked(hits(2), this::eightMore));
        typed.session.history().append(hits(1));
        typed.session.history().append(hits(2));
    }

    private void eightMore() {
        if (typed.session.history().total() == 5) {
            typed.session.history().append(hits(8));
        }
    }

    @Test
    void eventsSaysHowManyItCameTooLateFor() throws Exception {
        assertThat(typed.type("events #1..#5"))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("#1"),
                        line -> assertThat(line).endsWith("#2"),
                        line -> assertThat(line).endsWith("#4"),
                        line -> assertThat(line).endsWith("#5"),
                        line ->
                                assertThat(line)
                                        .isEqualTo("1 older one was overwritten meanwhile"));
    }

    @Test
    void exportDoesSoToo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("hits.jsonl");
        assertThat(typed.type("export jsonl " + file))
                .containsExactly("exported 4 hits; 1 older one was overwritten meanwhile");
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void aHitThatIsGoneIsSaidToBe() throws Exception {
        eightMore();
        assertThat(typed.type("print #1.cpu").get(0)).isEqualTo("error: no event #1 is kept");
        assertThat(typed.type("events #1"))
                .startsWith("kept: #4..#13 of 13 hits", "error: hits are kept from #4 to #13");
        assertThat(typed.type("diff #1 #4").get(0)).isEqualTo("error: there is no hit #1");
    }

    private static EventBatch hits(int count) {
        EventRecord hit = new EventRecord(0, READ, 0, 0, 1, 1, "c", 0, List.of());
        return new FakeBatch(Collections.nCopies(count, hit), List.of());
    }

    /** Something happens when it is looked at in the history. */
    private record Looked(EventBatch played, Runnable then) implements EventBatch {
        @Override
        public int size() {
            return played.size();
        }

        @Override
        public EventRecord record(int index, long number) {
            return played.record(index, number);
        }

        @Override
        public int eventId(int index) {
            return played.eventId(index);
        }

        @Override
        public List<PlacedNotice> notices() {
            return played.notices();
        }

        @Override
        public long bytes() {
            return played.bytes();
        }

        @Override
        public ByteBuffer raw() {
            return played.raw();
        }

        @Override
        public BatchDecoder decoder() {
            return (raw, length) -> {
                then.run();
                return FakeRecords.DECODER.batch(raw, length);
            };
        }
    }
}
