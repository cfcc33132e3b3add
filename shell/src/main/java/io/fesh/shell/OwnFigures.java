// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventHistory;
import io.fesh.self.Latencies;
import io.fesh.self.SelfFigures;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;

import java.util.Optional;

/** What the shell has measured of itself, collected. */
final class OwnFigures {
    private OwnFigures() {}

    static SelfFigures of(Attachment target, EventHistory history, Latencies completions) {
        Optional<SymbolIndex> symbols = target.symbols();
        Optional<BtfTypes> types = target.knownTypes();
        LoadTimes times = target.times();
        Runtime heap = Runtime.getRuntime();
        return new SelfFigures(
                symbols.map(SymbolIndex::symbols).orElse(0),
                types.map(BtfTypes::count).orElse(0),
                symbols.map(SymbolIndex::bytes).orElse(0L) + types.map(BtfTypes::bytes).orElse(0L),
                times.symbols(),
                times.firstAnswer(),
                times.types(),
                completions,
                history.total(),
                history.bytes(),
                history.maxBytes(),
                heap.totalMemory() - heap.freeMemory(),
                heap.maxMemory());
    }
}
