// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.StyledText;
import io.fesh.render.Table;
import io.fesh.self.Latencies;
import io.fesh.self.SelfFigures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code stats --self} says. */
final class SelfReport {
    private SelfReport() {}

    static List<StyledText> table(SelfFigures self) {
        Table table = new Table(Table.left("the shell"), Table.right("figure"), Table.left(""));
        String names =
                Numbers.count(self.symbols(), "symbol", "symbols")
                        + ", "
                        + Numbers.count(self.types(), "type", "types");
        table.row("names in memory", bytes(self.nameBytes()), names);
        table.row("index of symbols", time(self.symbolsTime()), "from their bytes");
        table.row("first answer of types", time(self.firstAnswerTime()), "from their bytes");
        table.row("index of types", time(self.typesTime()), "from their bytes");
        Latencies tabs = self.completions();
        table.row("Tab to candidates, p50", time(tabs.percentile(50)), count(tabs));
        table.row("Tab to candidates, p99", time(tabs.percentile(99)), histogram(tabs));
        table.row("hits decoded", Numbers.grouped(self.hits()), "");
        table.row("history", bytes(self.historyBytes()), "of " + bytes(self.historyMost()));
        table.row("heap", bytes(self.heapBytes()), "of " + bytes(self.heapMost()));
        return table.lines();
    }

    private static String count(Latencies tabs) {
        return Numbers.count(tabs.count(), "Tab", "Tabs");
    }

    private static String histogram(Latencies tabs) {
        List<String> parts = new ArrayList<>();
        long[] buckets = tabs.buckets();
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                parts.add(buckets[i] + " below " + Numbers.duration(Latencies.below(i)));
            }
        }
        return String.join(", ", parts);
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String time(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    static String object(SelfFigures self) {
        Latencies tabs = self.completions();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("symbols", self.symbols());
        figures.put("types", self.types());
        figures.put("names_bytes", self.nameBytes());
        figures.put("symbols_index_ns", self.symbolsTime());
        figures.put("types_first_answer_ns", self.firstAnswerTime());
        figures.put("types_index_ns", self.typesTime());
        figures.put("tabs", tabs.count());
        figures.put("tab_p50_ns", tabs.percentile(50));
        figures.put("tab_p99_ns", tabs.percentile(99));
        figures.put("tab_worst_ns", tabs.worst());
        figures.put("tab_histogram_us", java.util.Arrays.toString(tabs.buckets()).replace(" ", ""));
        figures.put("hits", self.hits());
        figures.put("history_bytes", self.historyBytes());
        figures.put("history_most_bytes", self.historyMost());
        figures.put("heap_bytes", self.heapBytes());
        figures.put("heap_most_bytes", self.heapMost());
        List<String> members = new ArrayList<>();
        figures.forEach((name, value) -> members.add(Json.string(name) + ":" + value));
        return "{\"self\":{" + String.join(",", members) + "}}";
    }
}
