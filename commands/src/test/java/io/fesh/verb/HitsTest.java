// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Counts;
import io.fesh.event.FieldValue;
import io.fesh.fake.FakeTarget;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** events and stats. */
class HitsTest {
    private final Typed typed = new Typed();

    @BeforeEach
    void threeHitsOfTwoEvents() throws Exception {
        typed.type("trace vfs_read(size_t count)\ntrace vfs_write()");
        hit("vfs_read", 10);
        hit("vfs_write", 0);
        hit("vfs_read", 11);
        typed.out.take();
    }

    private void hit(String function, long count) {
        typed.target.call(
                "do_syscall_64",
                function,
                new FakeTarget.Task("cat", 95, 0),
                Map.of("count", new FieldValue.Num(count, 8)));
    }

    @Test
    void eventsShowsTheLastHitsByNumber() throws Exception {
        List<String> all = typed.type("events");
        assertThat(all).hasSize(3);
        assertThat(all.get(0)).contains("vfs_read(count=10)   #1");
        assertThat(all.get(1)).contains("vfs_write()   #2");
        assertThat(typed.type("events 2")).containsExactlyElementsOf(all.subList(1, 3));
        assertThat(typed.type("events vfs_read")).containsExactly(all.get(0), all.get(2));
        assertThat(typed.type("events vfs_read 1")).containsExactly(all.get(2));
    }

    @Test
    void eventsOfADeletedEventStayInTheHistory() throws Exception {
        typed.type("delete *");
        assertThat(typed.type("events")).hasSize(3);
    }

    @Test
    void eventsRefusesWhatIsNoEventAndNoCount() throws Exception {
        assertThat(typed.type("events vfs_raed")).last().isEqualTo("try: events vfs_read");
        assertThat(typed.type("events 0").get(0))
                .isEqualTo("error: the count of events is a number from 1 on");
        assertThat(typed.type("events 99999999999").get(0))
                .isEqualTo("error: the count of events is a number from 1 on");
        assertThat(typed.type("events 5 5").get(0)).isEqualTo("error: 5 is not expected here");
    }

    @Test
    void eventsSaysWhenThereAreNone() throws Exception {
        assertThat(new Typed().type("events")).containsExactly("no hits yet");
    }

    @Test
    void statsAccountsForEveryHit() throws Exception {
        typed.target.lose("vfs_read", 1, 800_000, new Counts(0, 0, 0, 1_000, 24, 0));
        assertThat(typed.out.take())
                .containsExactly(
                        "-- 1,024 events lost on CPU 1 in 0.8 ms: ring full 1,000, nested 24 --");
        typed.type("disable vfs_write");
        assertThat(typed.type("stats"))
                .containsExactly(
                        "event      enabled   hits  filtered  recorded   lost       fuse",
                        "vfs_read   yes      1,026         0         2  1,024  1,000,000  ring full 1,000, nested 24",
                        "vfs_write  no           1         0         1      0  1,000,000",
                        "total               1,027         0         3  1,024             ring full 1,000, nested 24");
        assertThat(typed.type("stats vfs_write"))
                .containsExactly(
                        "event      enabled  hits  filtered  recorded  lost       fuse",
                        "vfs_write  no          1         0         1     0  1,000,000");
    }

    @Test
    void statsAreObjectsForPrograms() throws Exception {
        typed.type("stats vfs_write");
        assertThat(typed.out.objects())
                .containsExactly(
                        "{\"stats\":\"vfs_write\",\"enabled\":true,\"gone\":false,\"fuse\":1000000,\"blown\":false,"
                                + "\"hits\":1,\"filtered\":0,\"recorded\":1,\"lost\":0,\"lost_full\":0,\"lost_nest\":0,"
                                + "\"lost_big\":0,\"lost_slot\":0,\"exited\":0,\"open\":0}");
    }

    @Test
    void statsWithoutEventsSaysSo() throws Exception {
        assertThat(new Typed().type("stats")).containsExactly("no events");
        assertThat(typed.type("stats vfs_wriet")).last().isEqualTo("try: stats vfs_write");
    }
}
