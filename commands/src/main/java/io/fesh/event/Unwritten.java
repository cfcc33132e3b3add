// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * Hits that a recording is without, in their place: they came faster than they could be written.
 *
 * @param ts of the first of them
 */
public record Unwritten(long ts, int cpu, long hits) implements Notice {}
