// SPDX-License-Identifier: Apache-2.0
package io.fesh.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Base;
import io.fesh.event.EventBatch.PlacedNotice;
import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.Gap;
import io.fesh.fake.FakeBatch;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class HitPagesTest {
    private static final EventSchema READ =
            new EventSchema(
                    1,
                    "vfs_read",
                    "vfs_read(size_t count)",
                    List.of(),
                    List.of(new Field("count", "size_t", Base.UNSIGNED, 64, 8, 0)));

    private final EventHistory history = new EventHistory(1 << 20);
    private final HitPages pages = new HitPages(history, renderer(), renderer());

    private static TextRenderer renderer() {
        return new TextRenderer(SymbolIndex.EMPTY);
    }

    private void record(PlacedNotice notice, int... counts) {
        List<EventRecord> hits = new ArrayList<>();
        for (int count : counts) {
            List<FieldValue> values = List.of(new FieldValue.Num(count, 8));
            hits.add(new EventRecord(0, READ, 0, 0, 95, 95, "cat", 0, values));
        }
        history.append(new FakeBatch(hits, notice == null ? List.of() : List.of(notice)));
    }

    private static PlacedNotice gap(int before, long lost) {
        return new PlacedNotice(before, new Gap(2_000, 1, 1_000, lost, 0, 0));
    }

    private List<String> entry(long number) {
        return pages.entry(number).stream().map(StyledText::text).toList();
    }

    @Test
    void eachHitIsAnEntryWithWhatWasLostBeforeIt() {
        record(null, 512, 513);
        record(gap(0, 7), 514);
        record(gap(1, 8), 515, 516);
        record(gap(1, 9), 517);
        assertThat(entry(1)).singleElement().asString().endsWith("(count=512)   #1");
        assertThat(entry(3)).hasSize(2);
        assertThat(entry(3).get(0)).startsWith("-- 7 events lost");
        assertThat(entry(4)).hasSize(1);
        assertThat(entry(5).get(0)).startsWith("-- 8 events lost");
        assertThat(entry(6).get(0)).as("behind the newest").endsWith("#6");
        assertThat(entry(6).get(1)).startsWith("-- 9 events lost");
    }

    @Test
    void aSearchGoesBothWaysAndOverParts() {
        record(null, 1, 22, 3);
        record(null, 22, 5);
        record(gap(0, 7), 22);
        assertThat(search("count=22", 1, 1)).isEqualTo(2);
        assertThat(search("count=22", 3, 1)).isEqualTo(4);
        assertThat(search("count=22", 7, 1)).isZero();
        assertThat(search("count=22", 5, -1)).isEqualTo(4);
        assertThat(search("count=22", 3, -1)).isEqualTo(2);
        assertThat(search("count=22", 1, -1)).isZero();
        assertThat(search("7 events lost", 1, 1)).isEqualTo(6);
    }

    private long search(String text, long from, int step) {
        return pages.find(line -> line.toString().contains(text), from, step, () -> false)
                .orElse(0);
    }

    @Test
    void whatIsStoppedFindsNothing() {
        record(null, 1);
        assertThat(pages.find(line -> false, 1, 1, () -> true)).isEmpty();
    }

    @Test
    void tellsWhatHasComeSinceItWasOpened() {
        int[] counts = new int[1_200];
        Arrays.setAll(counts, i -> i);
        record(null, counts);
        assertThat(pages.place(1, 20)).isEqualTo("#1..#20 of 1,200 hits, 1,200 came meanwhile");
    }

    @Test
    void whatIsGoneIsToldToBeGone() {
        EventHistory small = new EventHistory(100);
        HitPages old = new HitPages(small, renderer(), renderer());
        List<FieldValue> values = List.of(new FieldValue.Num(1, 8));
        for (int i = 0; i < 3; i++) {
            EventRecord hit = new EventRecord(0, READ, 0, 0, 95, 95, "cat", 0, values);
            small.append(new FakeBatch(List.of(hit), List.of()));
        }
        assertThat(old.first()).isGreaterThan(1);
        assertThat(old.entry(1).get(0).text()).isEqualTo("#1 is no longer kept");
    }
}
