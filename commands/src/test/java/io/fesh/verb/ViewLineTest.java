// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class ViewLineTest {
    private static final Command HIST = new HistCommand();

    private static ViewLine parse(String line) throws LineError {
        return ViewLine.withFields(HIST, new Command.Call(line, 5), List.of("linear", "most "));
    }

    @Test
    void takesTheLineApart() throws LineError {
        ViewLine line =
                parse("hist f(int a) if a > 1 by a, x->b.c most 5 linear for 2m : !sleep 1 : x");
        assertThat(line.text(line.what())).isEqualTo("f(int a) if a > 1");
        assertThat(line.fields()).extracting(Word::text).containsExactly("a", "x->b.c");
        assertThat(line.fields().get(1).span().start()).isEqualTo(line.line().indexOf("x->"));
        assertThat(line.nanos()).isEqualTo(120_000_000_000L);
        assertThat(line.has("linear")).isTrue();
        assertThat(line.words()).containsEntry("most", 5L);
        assertThat(line.command()).contains("sleep 1 : x");
    }

    @Test
    void looksIntoNeitherQuotesNorParentheses() throws LineError {
        ViewLine line = parse("hist f(x by y) if n == \"by : !z --csv\" by n for 1 hit");
        assertThat(line.text(line.what())).isEqualTo("f(x by y) if n == \"by : !z --csv\"");
        assertThat(line.command()).isEmpty();
        assertThat(line.hits()).isEqualTo(1);
        assertThat(line.has("--csv")).isFalse();
    }

    /** Whatever is typed: it is understood, or refused with a place in the line. */
    @Test
    void anyLineIsTakenOrRefusedWithAPlaceInIt() {
        List<String> pieces =
                List.of(
                        "vfs_read",
                        "by",
                        "count",
                        ",",
                        "for",
                        "5s",
                        "1000",
                        "hits",
                        ":",
                        "!",
                        "(",
                        ")",
                        "\"",
                        "'",
                        "--json",
                        "--x",
                        "most",
                        "linear",
                        "if",
                        "=>",
                        "é",
                        " ");
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("hist ");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
                text.append(random.nextBoolean() ? " " : "");
            }
            String line = text.toString();
            try {
                ViewLine parsed = parse(line);
                assertThat(parsed.what().end()).isLessThanOrEqualTo(line.length());
                assertThat(parsed.fields()).allMatch(field -> line.contains(field.text()));
            } catch (LineError e) {
                assertThat(e.span().start()).as(line).isBetween(0, line.length());
                assertThat(e.line()).isEqualTo(line);
            }
        }
    }
}
