// SPDX-License-Identifier: Apache-2.0
package io.fesh.self;

/**
 * Figures of the shell at one moment. Times are in ns, and 0 for what has not happened yet.
 *
 * @param symbols of the kernel, in all
 * @param types of the kernel without its modules
 * @param nameBytes of heap for both, by the sizes of their arrays
 * @param symbolsTime from the bytes of the symbols to their index
 * @param firstAnswerTime from the bytes of the types to the first answer out of them
 * @param typesTime the same to their index
 * @param completions from Tab to candidates
 * @param hits decoded since the target was attached
 * @param historyBytes of hits that are kept
 * @param historyMost that may be
 * @param heapBytes in use, garbage included
 * @param heapMost that may be
 */
public record SelfFigures(
        long symbols,
        long types,
        long nameBytes,
        long symbolsTime,
        long firstAnswerTime,
        long typesTime,
        Latencies completions,
        long hits,
        long historyBytes,
        long historyMost,
        long heapBytes,
        long heapMost) {}
