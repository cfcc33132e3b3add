// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.builtins.ScreenTerminal;

import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The screen of a terminal, as somebody in front of it sees it. */
final class Screenful extends OutputStream {
    static final int COLUMNS = 160;
    static final int LINES = 50;

    private final ScreenTerminal emulated = new ScreenTerminal(COLUMNS, LINES);
    private final StringBuilder sent = new StringBuilder();

    @Override
    public synchronized void write(int b) {
        String sentNow = Character.toString((char) (b & 0xff));
        sent.append(sentNow);
        emulated.write(sentNow);
        notifyAll();
    }

    /** Everything that was sent to the terminal, escape sequences and all. */
    synchronized String sent() {
        return sent.toString();
    }

    /** The lines of the screen down to the last that is not blank. */
    synchronized List<String> lines() {
        return emulated.toString().stripTrailing().lines().map(String::stripTrailing).toList();
    }

    /** Waits until a line of the screen contains {@code wanted}. */
    void await(String wanted) throws InterruptedException {
        await(wanted, lines -> lines.stream().anyMatch(line -> line.contains(wanted)));
    }

    /** Waits until the last line of the screen is {@code wanted}. */
    void awaitLast(String wanted) throws InterruptedException {
        await(wanted, lines -> !lines.isEmpty() && last(lines).equals(wanted));
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private synchronized void await(String wanted, Predicate<List<String>> shown)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!shown.test(lines())) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            assertThat(left)
                    .as("'%s' is not on the screen:%n%s", wanted, String.join("\n", lines()))
                    .isPositive();
            wait(left);
        }
    }
}
