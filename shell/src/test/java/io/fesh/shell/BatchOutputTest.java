// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class BatchOutputTest {
    private final StreamsOfABatch streams = new StreamsOfABatch();
    private final BatchOutput text =
            new BatchOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY);
    private final JsonOutput json = new JsonOutput(streams.streams, Theme.PLAIN, SymbolIndex.EMPTY);

    @Test
    void resultsGoToStdoutAndDiagnosticsToStderr() {
        text.line(StyledText.plain("created"));
        text.diagnostic(StyledText.of(Style.ERROR, "error: no"));
        text.settle();
        assertThat(streams.out()).isEqualTo("created\n");
        assertThat(streams.err()).isEqualTo("error: no\n");
    }

    @Test
    void everyHitIsPrintedWithItsNumberAndGapsInTheirPlace() {
        text.batch(new Hits(3, Hits.gap(1, 1_024)), 7);
        assertThat(streams.outLines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("vfs_read(count=0)   #7"),
                        line -> assertThat(line).contains("1,024 events lost on CPU 1"),
                        line -> assertThat(line).endsWith("vfs_read(count=1)   #8"),
                        line -> assertThat(line).endsWith("vfs_read(count=2)   #9"));
    }

    @Test
    void ofThePrettyFormEachFieldHasALine() {
        text.form(TextRenderer.Form.PRETTY);
        text.batch(new Hits(1), 7);
        assertThat(streams.outLines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("->vfs_read   #7"),
                        line -> assertThat(line).isEqualTo(" ".repeat(14) + "count  size_t  0"));
    }

    @Test
    void aGapAfterTheLastHitIsPrintedToo() {
        text.batch(new Hits(1, Hits.gap(1, 5)), 1);
        assertThat(streams.outLines()).hasSize(2).last().asString().contains("5 events lost");
    }

    @Test
    void whatACommandWritesIsPassedOnByteForByte() {
        text.commandOutput("\u001b[1mraw".getBytes(StandardCharsets.UTF_8), false);
        text.commandOutput("oops".getBytes(StandardCharsets.UTF_8), true);
        assertThat(streams.out()).isEqualTo("\u001b[1mraw");
        assertThat(streams.err()).isEqualTo("oops");
    }

    @Test
    void colouredOnlyIfAskedFor() {
        BatchOutput colored = new BatchOutput(streams.streams, Theme.COLORED, SymbolIndex.EMPTY);
        text.batch(new Hits(1), 1);
        assertThat(streams.out()).doesNotContain("\u001b");
        colored.batch(new Hits(1), 1);
        assertThat(streams.out()).contains("\u001b[");
    }

    @Test
    void jsonHasObjectsOnStdoutAndNothingElse() {
        json.line(StyledText.plain("created"));
        json.data(List.of(StyledText.plain("a table")), List.of("{\"hits\":1}"));
        json.batch(new Hits(2, Hits.gap(0, 9)), 1);
        json.commandOutput("lab\n".getBytes(StandardCharsets.UTF_8), false);
        assertThat(streams.outLines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("{\"hits\":1}"),
                        line -> assertThat(line).startsWith("{\"gap\":{\"cpu\":1"),
                        line -> assertThat(line).startsWith("{\"n\":1,\"event\":\"vfs_read\""),
                        line -> assertThat(line).startsWith("{\"n\":2,\"event\":\"vfs_read\""));
        assertThat(streams.err()).isEqualTo("created\nlab\n");
    }

    @Test
    void allOfALargeBatchIsWritten() {
        json.batch(new Hits(100_000), 1);
        assertThat(streams.outLines()).hasSize(100_000);
        assertThat(streams.outLines().get(99_999)).startsWith("{\"n\":100000,");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoticedOnceAndNothingIsSaid() {
        int[] told = new int[1];
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        BatchOutput out =
                new BatchOutput(
                        new StandardStreams(closed, err, false, () -> told[0]++, new Transcript()),
                        Theme.PLAIN,
                        SymbolIndex.EMPTY);
        out.batch(new Hits(10), 1);
        out.batch(new Hits(10), 11);
        assertThat(told[0]).isEqualTo(1);
        assertThat(err.size()).isZero();
    }
}
