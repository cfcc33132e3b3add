// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.event.EventRecord;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * All that an expression can ask.
 *
 * @param events the hits of the session by number
 * @param last what {@code $} stands for
 */
public record Kernel(
        KernelTypes types,
        KernelSymbols symbols,
        Memory memory,
        LongFunction<Optional<EventRecord>> events,
        Optional<Value> last) {}
