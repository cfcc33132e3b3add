// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * An event was switched off because it was hit too often on one CPU, behind the last of its hits
 * there.
 *
 * @param limit hits a second that are allowed on one CPU
 * @param hits those that there were, in {@code span} nanoseconds
 */
public record FuseBlown(long ts, int cpu, String event, long limit, long hits, long span)
        implements Notice {}
