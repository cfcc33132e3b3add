// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import io.fesh.event.Counts;
import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;

import java.util.List;
import java.util.Map;

/**
 * What a file held when it was opened.
 *
 * @param files of the target's, by path
 * @param events by id
 * @param past the hits
 * @param ended whether its shell ended it
 * @param rest the bytes at the end that are no whole blocks
 */
record Recording(
        About about,
        Map<String, PackedFile> files,
        Map<Integer, EventStatus> events,
        List<EventHistory.Kept> past,
        boolean ended,
        long rest) {

    /**
     * @param at where its content begins
     * @param length how much of the file that takes
     */
    record PackedFile(long at, int length) {}

    /**
     * An event whose counts its shell could not write any more: those of the hits that are here.
     */
    static EventStatus counted(EventStatus event, long hits) {
        return new EventStatus(
                event.schema(),
                event.enabled(),
                event.gone(),
                event.fuse(),
                event.blown(),
                new Counts(hits, 0, hits, 0, 0, 0));
    }
}
