// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.Numbers;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The line below all: target, events that are on, hits a second, losses. It looks at the meter
 * twice a second while hits come, and not at all while none do.
 */
final class StatusLine implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final Supplier<String> target;
    private final Supplier<OptionalInt> eventsOn;
    private final StreamMeter meter;
    private final Runnable changed;
    private final Thread thread = new Thread(this::run, "status");
    private OptionalInt on = OptionalInt.empty();
    private long rate;
    private long lost;

    /**
     * @param target what the prompt says of it
     * @param eventsOn asks the target; empty if there is none
     * @param changed the line is another; called on any thread
     */
    StatusLine(
            Supplier<String> target,
            Supplier<OptionalInt> eventsOn,
            StreamMeter meter,
            Runnable changed) {
        this.target = target;
        this.eventsOn = eventsOn;
        this.meter = meter;
        this.changed = changed;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized StyledText text() {
        StyledText.Builder line = StyledText.builder().add(Style.DIM, target.get());
        if (on.isPresent()) {
            line.add(Style.DIM, "  " + Numbers.count(on.getAsInt(), "event on", "events on"));
        }
        if (on.orElse(0) > 0 || rate > 0) {
            line.add(Style.DIM, "  " + Numbers.grouped(rate) + "/s");
        }
        if (lost > 0) {
            line.add(Style.LOSS, "  " + Numbers.grouped(lost) + " lost");
        }
        return line.build();
    }

    /** Events may have been enabled or disabled. */
    void recount() {
        OptionalInt now = eventsOn.get();
        boolean other;
        synchronized (this) {
            other = !now.equals(on);
            on = now;
        }
        if (other) {
            changed.run();
        }
    }

    private void run() {
        StreamMeter.Reading before = meter.read();
        try {
            while (true) {
                meter.awaitMore(before);
                boolean flows = true;
                while (flows) {
                    TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                    StreamMeter.Reading now = meter.read();
                    show(before, now);
                    flows = now.hits() != before.hits();
                    before = now;
                }
            }
        } catch (InterruptedException e) {
            // the end
        }
    }

    private void show(StreamMeter.Reading before, StreamMeter.Reading now) {
        boolean other;
        synchronized (this) {
            long nowRate = now.rate(before);
            other = nowRate != rate || now.lost() != lost;
            rate = nowRate;
            lost = now.lost();
        }
        if (now.blown() != before.blown()) {
            recount();
        }
        if (other) {
            changed.run();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
