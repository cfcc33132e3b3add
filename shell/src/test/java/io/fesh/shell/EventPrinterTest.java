// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.StreamItem;
import io.fesh.render.StyledText;
import io.fesh.render.TextRenderer;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

@Timeout(60)
class EventPrinterTest {

    /** A terminal that can be stopped, as by Ctrl-S. */
    private static final class Recorder implements Screen {
        final List<String> frames = new ArrayList<>();
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch stopped;

        Recorder(boolean running) {
            stopped = new CountDownLatch(running ? 0 : 1);
        }

        @Override
        public void print(String text) {
            reached.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            synchronized (this) {
                frames.add(text);
                notifyAll();
            }
        }

        synchronized void awaitLine(String line) throws InterruptedException {
            while (!lines().contains(line)) {
                wait();
            }
        }

        @Override
        public synchronized void transientLine(String text) {
            frames.add("(" + text + ")");
        }

        @Override
        public synchronized void picture(List<String> lines) {
            frames.add(lines.toString());
        }

        @Override
        public int rows() {
            return 24;
        }

        @Override
        public boolean unicode() {
            return true;
        }

        @Override
        public int columns() {
            return 80;
        }

        synchronized List<String> lines() {
            return String.join("", frames).lines().toList();
        }
    }

    private final Function<StreamItem, StyledText> renderer =
            new TextRenderer(SymbolIndex.EMPTY)::styled;
    private Recorder screen = new Recorder(true);
    private EventPrinter printer = new EventPrinter(screen, Theme.PLAIN, renderer);

    @AfterEach
    void end() {
        screen.stopped.countDown();
        printer.close();
    }

    private void stopTerminal() throws InterruptedException {
        printer.close();
        screen = new Recorder(false);
        printer = new EventPrinter(screen, Theme.PLAIN, renderer);
        printer.line(StyledText.plain("first"));
        screen.reached.await();
    }

    @Test
    void linesAndHitsStayInTheirOrder() throws InterruptedException {
        printer.line(StyledText.plain("before"));
        printer.batch(new Hits(1), 1);
        printer.line(StyledText.plain("after"));
        printer.settle();
        assertThat(screen.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("before"),
                        line -> assertThat(line).endsWith("#1"),
                        line -> assertThat(line).isEqualTo("after"));
    }

    @Test
    void ofAFloodTheBeginningIsShownAndHowMuchWasLeftOut() throws InterruptedException {
        stopTerminal();
        List<Hits> flood = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            flood.add(new Hits(1_000));
            printer.batch(flood.get(i), 1 + 1_000L * i);
        }
        screen.stopped.countDown();
        printer.settle();

        List<String> lines = screen.lines();
        assertThat(lines).hasSize(1 + FloodLimit.BURST + 1);
        assertThat(lines.get(1)).endsWith("#1");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("... 49,800 more (recorded)");
        assertThat(flood.stream().mapToInt(hits -> hits.decoded).sum())
                .as("only what is shown is decoded")
                .isEqualTo(FloodLimit.BURST);
    }

    @Test
    void whatWasLeftOutIsSaidThoughNothingComesAfterIt() throws InterruptedException {
        printer.batch(new Hits(1_000), 1);
        screen.awaitLine("... 800 more (recorded)");
    }

    @Test
    void whatIsNotShownIsNotDecodedAndTakesNoMemory() throws InterruptedException {
        printer.batch(new Hits(FloodLimit.BURST), 1);
        printer.settle();
        Hits flood = new Hits(1_000_000);
        long before = allocatedByThePrinter();
        printer.batch(flood, 1_000);
        printer.settle();
        long allocated = allocatedByThePrinter() - before;
        assertThat(flood.decoded).isLessThanOrEqualTo(FloodLimit.BURST);
        assertThat(allocated).as("bytes for 1,000,000 hits").isLessThan(500_000);
    }

    private static long allocatedByThePrinter() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("terminal"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    @Test
    void lossesAreShownHoweverFullTheFrameIs() throws InterruptedException {
        stopTerminal();
        printer.batch(new Hits(1_000, Hits.gap(500, 77), Hits.gap(1_000, 88)), 1);
        screen.stopped.countDown();
        printer.settle();
        List<String> tail = screen.lines().subList(201, screen.lines().size());
        assertThat(tail)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("... 300 more (recorded)"),
                        line -> assertThat(line).contains("77 events lost"),
                        line -> assertThat(line).isEqualTo("... 500 more (recorded)"),
                        line -> assertThat(line).contains("88 events lost"));
    }

    @Test
    void aTerminalThatStandsStillDoesNotHoldUpTheTargetNorFillTheHeap()
            throws InterruptedException {
        stopTerminal();
        long hits = 0;
        for (int i = 0; i < 10_000; i++) {
            // returns at once, though nothing can be written
            printer.batch(new Hits(1_000), 1 + hits);
            hits += 1_000;
        }
        screen.stopped.countDown();
        printer.settle();
        long shown = screen.lines().stream().filter(line -> line.contains("vfs_read")).count();
        long leftOut =
                screen.lines().stream()
                        .filter(line -> line.startsWith("... "))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
        assertThat(shown + leftOut).isEqualTo(hits);
    }

    @Test
    void framesAreAtMostThirtyASecond() throws InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            printer.batch(new Hits(1), i);
            Thread.sleep(1);
        }
        printer.settle();
        long tookMillis = (System.nanoTime() - begun) / 1_000_000;
        // the first comes at once, and settling does not wait for the next one's time
        assertThat(screen.frames.size()).isLessThanOrEqualTo((int) (tookMillis / 33) + 2);
    }

    @Test
    void whatIsWaitedForIsToldToTheScreen() throws InterruptedException {
        printer.transientLine("lab: booting 1s");
        printer.settle();
        printer.transientLine("");
        printer.settle();
        assertThat(screen.frames).containsExactly("(lab: booting 1s)", "()");
    }

    @Test
    void closingWritesWhatIsLeft() {
        for (int i = 0; i < 1_000; i++) {
            printer.line(StyledText.plain("line " + i));
        }
        printer.close();
        assertThat(screen.lines()).hasSize(1_000);
    }
}
