// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventRecord;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TraceTarget;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a check looks at.
 *
 * @param answer what the last command showed
 * @param target where all of it happens
 * @param events those of the session now
 * @param before the ids of those that were there when the step began
 * @param hits those seen since the step began
 * @param shown a field of a hit as text, as the stream shows it
 */
record Situation(
        List<String> answer,
        TraceTarget target,
        List<EventStatus> events,
        Set<Integer> before,
        List<EventRecord> hits,
        Shown shown) {

    interface Shown {
        String of(EventRecord hit, int field);
    }

    Optional<EventStatus> event(String name) {
        return events.stream().filter(e -> e.schema().name().equals(name)).findFirst();
    }
}
