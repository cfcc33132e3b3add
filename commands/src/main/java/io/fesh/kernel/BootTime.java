// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When CLOCK_MONOTONIC of a kernel, which events have, was 0. */
final class BootTime {
    /** Tells that clock; /proc/uptime counts time asleep, too. */
    private static final String FILE = "/proc/timer_list";

    private static final Pattern NOW = Pattern.compile("^now at (\\d+) nsecs", Pattern.MULTILINE);

    private BootTime() {}

    static Instant of(TraceTarget target) throws TargetException {
        String text = new String(target.file(FILE), StandardCharsets.US_ASCII);
        Instant now = Instant.now();
        Matcher found = NOW.matcher(text);
        if (!found.find()) {
            throw new TargetException(FILE + " does not tell the time", "try: set time boot");
        }
        return now.minusNanos(Long.parseLong(found.group(1)));
    }
}
