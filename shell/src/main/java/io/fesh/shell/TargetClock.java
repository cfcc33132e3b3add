// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.EventClock;
import io.fesh.settings.Settings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The clock that was chosen, for the events of a target. */
final class TargetClock {
    /** Tells CLOCK_MONOTONIC, which events have; /proc/uptime counts time asleep, too. */
    private static final String FILE = "/proc/timer_list";

    private static final Pattern NOW = Pattern.compile("^now at (\\d+) nsecs", Pattern.MULTILINE);

    private TargetClock() {}

    static Supplier<EventClock> chosen(Settings settings, TraceTarget target)
            throws TargetException {
        return switch (settings.get(Settings.TIME)) {
            case "relative" -> EventClock.sincePrevious();
            case "first" -> EventClock.sinceFirst();
            case "wall" -> {
                Instant boot = boot(target);
                yield () -> EventClock.ofDay(boot, ZoneId.systemDefault());
            }
            default -> EventClock::sinceBoot;
        };
    }

    /** By this machine's clock: that of the target may be wrong. */
    private static Instant boot(TraceTarget target) throws TargetException {
        String text = new String(target.file(FILE), StandardCharsets.US_ASCII);
        Instant now = Instant.now();
        Matcher found = NOW.matcher(text);
        if (!found.find()) {
            throw new TargetException(FILE + " does not tell the time", "try: set time boot");
        }
        return now.minusNanos(Long.parseLong(found.group(1)));
    }
}
