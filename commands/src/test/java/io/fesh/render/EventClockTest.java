// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

class EventClockTest {

    private static String told(EventClock clock, long ts) {
        StringBuilder out = new StringBuilder();
        clock.append(out, ts);
        return out.toString();
    }

    @Test
    void secondsSinceBootAreThoseOfFtrace() {
        assertThat(told(EventClock.sinceBoot(), 2_833_190_999L)).isEqualTo("    2.833190");
        assertThat(told(EventClock.sinceBoot(), 123_456_000_001_000L)).isEqualTo("123456.000001");
    }

    @Test
    void theFirstEventHasItsTimeAndEachOtherWhatPassed() {
        EventClock clock = EventClock.sincePrevious().get();
        assertThat(told(clock, 2_833_190_000L)).isEqualTo("    2.833190");
        assertThat(told(clock, 2_833_202_000L)).isEqualTo("   +0.000012");
        assertThat(told(clock, 2_833_200_000L)).isEqualTo("   -0.000002");
        assertThat(told(clock, 99_002_833_200_000L)).isEqualTo("+99000.000000");
    }

    @Test
    void orEachHasWhatPassedSinceTheFirst() {
        EventClock clock = EventClock.sinceFirst().get();
        assertThat(told(clock, 2_833_190_000L)).isEqualTo("    2.833190");
        assertThat(told(clock, 2_833_202_000L)).isEqualTo("   +0.000012");
        assertThat(told(clock, 3_833_190_000L)).isEqualTo("   +1.000000");
    }

    @Test
    void theTimeOfDayIsThatOfTheZone() {
        EventClock clock =
                EventClock.ofDay(Instant.parse("2018-02-15T10:00:00.5Z"), ZoneId.of("UTC+1"));
        assertThat(told(clock, 2_833_190_000L)).isEqualTo("11:00:03.333190");
        assertThat(told(clock, 86_400_000_000_000L)).isEqualTo("11:00:00.500000");
    }
}
