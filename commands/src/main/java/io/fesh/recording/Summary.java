// SPDX-License-Identifier: Apache-2.0
package io.fesh.recording;

import io.fesh.event.EventHistory;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;

/** What a recording holds, in one line. */
public final class Summary {
    private Summary() {}

    /** {@code file:hits.rec: 201 hits of 3 events, Linux 6.1.0-56-cloud-amd64}. */
    public static String of(TraceTarget recording) throws TargetException {
        long hits = 0;
        for (EventHistory.Kept kept : recording.past()) {
            hits += kept.batch().size();
        }
        String text =
                recording.info().name()
                        + ": "
                        + Numbers.count(hits, "hit", "hits")
                        + " of "
                        + Numbers.count(recording.events().size(), "event", "events")
                        + ", Linux "
                        + recording.info().release();
        return Quoting.visible(text);
    }
}
