// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.event.FieldValue;
import io.fesh.fake.FakeSession;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTarget;
import io.fesh.fake.RecordingOutput;
import io.fesh.snippet.Host;
import io.fesh.snippet.Trouble;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be done with the hits from now on. */
@Timeout(60)
class LiveTest {
    private final FakeTarget target = new FakeTarget(new FakeSymbols());
    private final FakeSession session =
            new FakeSession(target, new RecordingOutput(target.symbols()));
    private final Host host =
            new Host(session, new Dispatcher(CommandTable.standard(), session), new NoTrouble());

    /** Nothing here goes wrong. */
    private static final class NoTrouble implements Trouble {
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
    }

    @BeforeEach
    void begin() throws Exception {
        host.bind();
        target.submit("vfs_read(NULL, NULL, size_t count)");
        target.submit("enable vfs_read");
    }

    @AfterEach
    void end() {
        host.taps().close();
        host.handlers().close();
    }

    private void read(long... counts) {
        for (long count : counts) {
            target.call(
                    "do_syscall_64",
                    "vfs_read",
                    new FakeTarget.Task("cat", 95, 1),
                    Map.of("count", new FieldValue.Num(count, 8)));
        }
    }

    private static List<Long> counts(Iterable<Event> events) {
        List<Long> counts = new ArrayList<>();
        events.forEach(event -> counts.add(event.u64("count")));
        return counts;
    }

    @Test
    void itBeginsWhenItIsMadeAndEndsWithItsLimit() {
        read(1);
        Live<Event> reads = Fesh.live("vfs_read");
        read(2, 3, 4);
        assertThat(counts(reads.limit(2).toList())).containsExactly(2L, 3L);
        assertThat(reads).hasToString("live(\"vfs_read\"): has ended");
        assertThatThrownBy(reads::count).hasMessageContaining("has ended");
    }

    @Test
    void stepsAreTakenInTheirOrder() {
        Live<Event> limited = Fesh.live("vfs_read");
        Live<Event> filtered = Fesh.live("vfs_read");
        read(1, 2, 3, 4);
        assertThat(counts(limited.limit(3).filter(e -> e.u64("count") > 2).toList()))
                .containsExactly(3L);
        assertThat(counts(filtered.filter(e -> e.u64("count") > 2).limit(2).toList()))
                .containsExactly(3L, 4L);
    }

    @Test
    void whatAFunctionMakesOfHitsIsAStreamLikeTheirs() {
        Live<Event> reads = Fesh.live("vfs_read");
        read(5, 6, 7);
        assertThat(reads.map(e -> e.u64("count")).filter(n -> n != 6).limit(2).toList())
                .containsExactly(5L, 7L);
    }

    @Test
    void hitsThatAreKeptStayWhatTheyWere() {
        Live<Event> reads = Fesh.live("vfs_read");
        read(8, 9);
        List<Event> kept = new ArrayList<>();
        reads.limit(2).forEach(kept::add);
        assertThat(counts(kept)).containsExactly(8L, 9L);
    }

    @Test
    void noTimeGivesWhatIsThere() {
        Live<Event> reads = Fesh.live("vfs_read");
        read(1, 1, 2);
        assertThat(reads.within(Duration.ZERO).countBy(e -> e.u64("count")))
                .containsExactly(Map.entry(1L, 2L), Map.entry(2L, 1L));
        assertThat(Fesh.live("vfs_read").first(Duration.ZERO)).isEmpty();
        assertThat(Fesh.live("vfs_read").limit(0).toList()).isEmpty();
    }

    @Test
    void aStreamOfJavasGoesOnUntilItIsClosed() {
        Live<Event> reads = Fesh.live();
        read(1, 2, 3);
        try (Stream<Event> stream = reads.stream()) {
            assertThat(stream.skip(1).findFirst().orElseThrow().u64("count")).isEqualTo(2);
            assertThat(reads).hasToString("live(): 1 hit waits");
        }
        assertThat(reads).hasToString("live(): has ended");
    }

    @Test
    void aHandlerMustNotWaitForHits() throws Exception {
        List<String> refused = new ArrayList<>();
        Fesh.on(
                "vfs_read",
                event -> {
                    try {
                        Fesh.live("vfs_read");
                    } catch (FeshException e) {
                        refused.add(e.getMessage());
                    }
                });
        read(1);
        host.handlers().settle();
        assertThat(refused).containsExactly("live(...) waits for hits, which a handler must not");
    }
}
