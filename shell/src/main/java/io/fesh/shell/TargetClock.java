// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.EventClock;
import io.fesh.settings.Settings;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** The clock that was chosen, for the events of a target. */
final class TargetClock {
    private TargetClock() {}

    static Supplier<EventClock> chosen(Settings settings, TraceTarget target)
            throws TargetException {
        return switch (settings.get(Settings.TIME)) {
            case "relative" -> EventClock.sincePrevious();
            case "first" -> EventClock.sinceFirst();
            case "wall" -> {
                Instant boot = target.booted();
                yield () -> EventClock.ofDay(boot, ZoneId.systemDefault());
            }
            default -> EventClock::sinceBoot;
        };
    }
}
