// SPDX-License-Identifier: Apache-2.0
package io.fesh.tutorial;

import io.fesh.event.EventRecord;
import io.fesh.event.EventStatus;

import java.util.List;

/**
 * What a check looks at.
 *
 * @param deed what was done last
 * @param events those of the session now
 * @param hits those seen since the step began
 * @param shown a field of a hit as text, as the stream shows it
 */
record Situation(Deed deed, List<EventStatus> events, List<EventRecord> hits, Shown shown) {

    interface Shown {
        String of(EventRecord hit, int field);
    }
}
