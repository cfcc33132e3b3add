// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.Columns;
import io.fesh.render.StyledText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every picture of the same thousand hits, on terminals of 80, 160 and 20 columns: what is to be
 * seen is in screens-80.txt and so on, picture by picture.
 */
class ScreensTest {
    private static final long NANOS = 2_000_000_000;
    private static final int ROWS = 23;

    private static final List<String> GRAPH =
            List.of(
                    " 1)    dd-118    |               |  vfs_read() {",
                    " 1)    dd-118    |   11.290 us   |    rw_verify_area();",
                    " 1)    dd-118    |               |    read_zero() {",
                    " 1)    dd-118    |   0.805 us    |      __cond_resched();",
                    " 1)    dd-118    |   0.195 us    |      __cond_resched();",
                    " 1)    dd-118    |   51.700 us   |    } /* read_zero */",
                    " 1)    dd-118    |   80.000 us   |  } /* vfs_read */");

    static List<StyledText> draw(String picture, Canvas canvas) {
        Values values = new Values(Hits.SYMBOLS);
        View view =
                switch (picture) {
                    case "hist" -> histogram("count", Histogram.Scaling.AUTO);
                    case "hist-linear" -> histogram("count", Histogram.Scaling.LINEAR);
                    case "hist-time" -> histogram("duration", Histogram.Scaling.AUTO);
                    case "top" ->
                            new TopTable(
                                    "vfs_read",
                                    List.of(Hits.column("comm"), Hits.column("name")),
                                    values,
                                    20);
                    case "heat" -> new HeatMap("vfs_read", Hits.column("duration"), true);
                    case "flame" ->
                            new FlameTree("vfs_read", List.of(Hits.column("stack")), values);
                    case "rate" -> new Rates(List.of("vfs_read", "vfs_write"));
                    default -> null;
                };
        if (view != null) {
            Hits.thousand().forEach(view::add);
            return view.draw(canvas, NANOS);
        }
        if (picture.equals("diff")) {
            var two = Hits.thousand().filter(hit -> hit.number() == 8 || hit.number() == 9);
            var pair = two.toList();
            return new HitDiff(pair.get(0), pair.get(1), values).draw(canvas.width());
        }
        CallTree tree = new CallTree("vfs_read");
        GRAPH.forEach(tree::line);
        tree.lost(3);
        return tree.draw(canvas, false);
    }

    private static View histogram(String column, Histogram.Scaling scaling) {
        return new Histogram("vfs_read", Hits.column(column), column.equals("duration"), scaling);
    }

    @ParameterizedTest
    @CsvSource({
        "hist, 80", "hist, 160", "hist, 20",
        "hist-linear, 80", "hist-linear, 160", "hist-linear, 20",
        "hist-time, 80", "hist-time, 160", "hist-time, 20",
        "top, 80", "top, 160", "top, 20",
        "heat, 80", "heat, 160", "heat, 20",
        "flame, 80", "flame, 160", "flame, 20",
        "rate, 80", "rate, 160", "rate, 20",
        "diff, 80", "diff, 160", "diff, 20",
        "graph, 80", "graph, 160", "graph, 20",
    })
    void isAsItWas(String picture, int width) throws IOException {
        List<String> lines = texts(draw(picture, new Canvas(width, ROWS, true)));
        assertThat(lines).containsExactlyElementsOf(golden(picture, width));
        assertThat(lines)
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }

    @ParameterizedTest
    @CsvSource({"hist", "hist-time", "top", "heat", "flame", "rate"})
    void isAsciiWhereBlocksCannotBeShown(String picture) {
        assertThat(texts(draw(picture, new Canvas(80, ROWS, false))))
                .allSatisfy(line -> assertThat(line).isPrintable().matches("\\p{ASCII}*"));
    }

    private static List<String> texts(List<StyledText> lines) {
        return lines.stream().map(StyledText::text).map(String::stripTrailing).toList();
    }

    private static List<String> golden(String picture, int width) throws IOException {
        try (InputStream in = ScreensTest.class.getResourceAsStream("screens-" + width + ".txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = all.lines().toList();
            int start = lines.indexOf("== " + picture) + 1;
            assertThat(start).as(picture).isPositive();
            int end = start;
            while (end < lines.size() && !lines.get(end).startsWith("== ")) {
                end++;
            }
            return lines.subList(start, end);
        }
    }
}
