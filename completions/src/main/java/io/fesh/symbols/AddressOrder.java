// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import java.util.Arrays;

/** Which symbol an address lies in: the last one that begins at or before it. */
final class AddressOrder {
    /**
     * kallsyms gives no sizes, so what lies behind the last symbol of a region looks like a part of
     * it. No function is this long, and few tables are.
     */
    private static final long LONGEST_FUNCTION = 1L << 20;

    private static final long LONGEST_DATA = 1L << 24;

    private final Kallsyms symbols;
    private final LoadedModules modules;
    private final long[] address;
    private final int[] symbol;

    AddressOrder(Kallsyms symbols, LoadedModules modules) {
        this.symbols = symbols;
        this.modules = modules;
        int count = 0;
        int[] placed = new int[symbols.count()];
        for (int i = 0; i < placed.length; i++) {
            if (!symbols.isAbsolute(i) && symbols.address(i) != 0) {
                placed[count++] = i;
            }
        }
        int[] order = Arrays.copyOf(placed, count);
        // the kernel's own part is sorted; modules and BPF programs follow in the order of loading
        symbol = isSorted(order) ? order : sorted(order);
        address = new long[count];
        for (int i = 0; i < count; i++) {
            address[i] = symbols.address(symbol[i]);
        }
    }

    private boolean isSorted(int[] order) {
        for (int i = 1; i < order.length; i++) {
            if (Long.compareUnsigned(symbols.address(order[i - 1]), symbols.address(order[i]))
                    > 0) {
                return false;
            }
        }
        return true;
    }

    private int[] sorted(int[] order) {
        return Arrays.stream(order)
                .boxed()
                .sorted((a, b) -> Long.compareUnsigned(symbols.address(a), symbols.address(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The symbol that {@code wanted} lies in; of several at one address the first; -1 if none. */
    int find(long wanted) {
        int low = 0;
        int high = address.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(address[middle], wanted) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = low - 1;
        if (at < 0) {
            return -1;
        }
        long longest = symbols.isText(symbol[at]) ? LONGEST_FUNCTION : LONGEST_DATA;
        if (wanted - address[at] >= longest
                || modules.endsBefore(symbols.module(symbol[at]), wanted)) {
            return -1;
        }
        while (at > 0 && address[at - 1] == address[at]) {
            at--;
        }
        return symbol[at];
    }

    /** Bytes of heap, about. */
    long bytes() {
        return (8L + 4) * address.length;
    }
}
