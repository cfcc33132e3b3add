// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose hits a recording has.
 *
 * @param target as it was then, with its own name
 * @param booted when the clock of its events was 0, as far as it was known
 * @param begun when the recording was
 */
record About(TargetInfo target, Optional<Instant> booted, Instant begun) {

    static About of(TraceTarget target) {
        Optional<Instant> booted;
        try {
            booted = Optional.of(target.booted());
        } catch (TargetException e) {
            booted = Optional.empty(); // wall time cannot be told of its events
        }
        return new About(target.info(), booted, Instant.now());
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder();
        line(text, "target", target.name());
        line(text, "release", target.release());
        line(text, "machine", target.machine());
        line(text, "cpus", Integer.toString(target.cpus()));
        line(text, "boot_id", target.bootId());
        booted.ifPresent(time -> line(text, "booted", Long.toString(nanos(time))));
        line(text, "begun", Long.toString(nanos(begun)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value.replace('\n', ' ')).append('\n');
    }

    /**
     * @throws IllegalArgumentException it is none
     */
    static About decode(byte[] payload) {
        Map<String, String> pairs = new HashMap<>();
        for (String line : new String(payload, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                pairs.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        TargetInfo target =
                new TargetInfo(
                        pairs.getOrDefault("target", ""),
                        pairs.getOrDefault("release", ""),
                        pairs.getOrDefault("machine", ""),
                        Integer.parseInt(pairs.getOrDefault("cpus", "1")),
                        pairs.getOrDefault("boot_id", ""));
        Optional<Instant> booted = Optional.ofNullable(pairs.get("booted")).map(About::instant);
        return new About(target, booted, instant(pairs.getOrDefault("begun", "0")));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private static Instant instant(String nanos) {
        return Instant.ofEpochSecond(0, Long.parseLong(nanos));
    }
}
