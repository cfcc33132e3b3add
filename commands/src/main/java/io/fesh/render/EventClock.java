// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** How the time of an event is told. May remember the last one: one for each renderer. */
public interface EventClock {

    /** Appends a time in a column of its own width. */
    void append(StringBuilder out, long ts);

    /** Whether it tells the time by that of other events. */
    default boolean isRelative() {
        return false;
    }

    /** Seconds since boot, as ftrace has them. */
    static EventClock sinceBoot() {
        return EventClock::seconds;
    }

    /** Seconds since the event before; of the first, since boot. */
    static Supplier<EventClock> sincePrevious() {
        return () ->
                new EventClock() {
                    private long before = Long.MIN_VALUE;

                    @Override
                    public boolean isRelative() {
                        return true;
                    }

                    @Override
                    public void append(StringBuilder out, long ts) {
                        if (before == Long.MIN_VALUE) {
                            seconds(out, ts);
                        } else {
                            since(out, ts - before);
                        }
                        before = ts;
                    }
                };
    }

    /** Seconds since the first event that is told; of that one, since boot. */
    static Supplier<EventClock> sinceFirst() {
        return () ->
                new EventClock() {
                    private long first = Long.MIN_VALUE;

                    @Override
                    public boolean isRelative() {
                        return true;
                    }

                    @Override
                    public void append(StringBuilder out, long ts) {
                        if (first == Long.MIN_VALUE) {
                            seconds(out, ts);
                            first = ts;
                        } else {
                            since(out, ts - first);
                        }
                    }
                };
    }

    /** {@code +0.000012}, as wide as seconds since boot. */
    private static void since(StringBuilder out, long nanos) {
        // events of several CPUs may come a little out of order
        int at = out.length();
        seconds(out, Math.abs(nanos));
        int sign = at;
        while (sign + 1 < out.length() && out.charAt(sign + 1) == ' ') {
            sign++;
        }
        if (out.charAt(sign) == ' ') {
            out.setCharAt(sign, nanos < 0 ? '-' : '+');
        } else {
            out.insert(at, nanos < 0 ? '-' : '+');
        }
    }

    /**
     * The time of day.
     *
     * @param boot when the target's clock was 0
     */
    static EventClock ofDay(Instant boot, ZoneId zone) {
        long bootNanos = boot.getEpochSecond() * 1_000_000_000 + boot.getNano();
        return (out, ts) -> {
            long nanos = bootNanos + ts;
            Instant at = Instant.ofEpochSecond(0, nanos);
            int second = at.atZone(zone).toLocalTime().toSecondOfDay();
            Numbers.appendPadded(out, second / 3600, 2);
            out.append(':');
            Numbers.appendPadded(out, second / 60 % 60, 2);
            out.append(':');
            Numbers.appendPadded(out, second % 60, 2);
            out.append('.');
            Numbers.appendPadded(out, Math.floorMod(nanos, 1_000_000_000L) / 1_000, 6);
        };
    }

    private static void seconds(StringBuilder out, long ts) {
        long seconds = ts / 1_000_000_000;
        for (long limit = 10; limit <= 10_000; limit *= 10) {
            if (seconds < limit) {
                out.append(' ');
            }
        }
        out.append(seconds).append('.');
        Numbers.appendPadded(out, ts % 1_000_000_000 / 1_000, 6);
    }
}
