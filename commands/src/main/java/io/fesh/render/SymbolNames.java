// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.kernel.KernelSymbols;

/**
 * Names of addresses, quoted and remembered: a stream of events asks for the same few callers over
 * and over. Direct-mapped, so that it is bounded and a look-up allocates nothing.
 */
final class SymbolNames {
    private static final int SLOTS = 1 << 10;

    private final KernelSymbols symbols;
    private final boolean withOffset;
    private final long[] addresses = new long[SLOTS];
    private final String[] names = new String[SLOTS];

    SymbolNames(KernelSymbols symbols, boolean withOffset) {
        this.symbols = symbols;
        this.withOffset = withOffset;
    }

    String at(long address) {
        int slot = (int) (address * 0x9e3779b97f4a7c15L >>> 54);
        if (names[slot] == null || addresses[slot] != address) {
            names[slot] = Quoting.visible(symbols.at(address, withOffset));
            addresses[slot] = address;
        }
        return names[slot];
    }
}
