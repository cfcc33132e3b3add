// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * An event and what it does now.
 *
 * @param enabled as was asked for, also while it is gone
 * @param gone the module of its function was unloaded; it is back when that returns
 * @param fuse hits a second on one CPU at which it is switched off, 0 for never
 * @param blown the fuse has switched it off
 */
public record EventStatus(
        EventSchema schema,
        boolean enabled,
        boolean gone,
        long fuse,
        boolean blown,
        Counts counts) {

    /** Where nothing is known of modules and fuses. */
    public EventStatus(EventSchema schema, boolean enabled, Counts counts) {
        this(schema, enabled, false, 0, false, counts);
    }

    public EventStatus with(EventSource source) {
        return new EventStatus(source.of(schema), enabled, gone, fuse, blown, counts);
    }
}
