// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** What a stream of events is made of. */
public sealed interface StreamItem permits EventRecord, Notice {
    /** CLOCK_MONOTONIC of the target, in nanoseconds. */
    long ts();

    int cpu();
}
