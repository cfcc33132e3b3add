// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Which modules a kernel has loaded, and where, as /proc/modules gives them:
 *
 * <pre>
 * fesh 77824 1 - Live 0xffffffffc02a1000 (OE)
 * </pre>
 *
 * <p>Two of them are equal if the same modules lie at the same places, however often they are in
 * use. Immutable.
 */
public final class LoadedModules {
    public static final LoadedModules NONE = of(new byte[0]);

    private record Extent(long start, long size) {}

    private final Map<String, Extent> extents;
    private final boolean settled;

    private LoadedModules(Map<String, Extent> extents, boolean settled) {
        this.extents = extents;
        this.settled = settled;
    }

    /** Lines that are of another form are left out. */
    public static LoadedModules of(byte[] text) {
        Map<String, Extent> extents = new HashMap<>();
        boolean settled = true;
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            String[] words = line.split(" ");
            if (words.length < 6 || !words[5].startsWith("0x")) {
                continue;
            }
            settled &= words[4].equals("Live");
            try {
                long start = Long.parseUnsignedLong(words[5].substring(2), 16);
                extents.put(words[0], new Extent(start, Long.parseLong(words[1])));
            } catch (NumberFormatException e) {
                // not what the kernel writes: a module of unknown extent
            }
        }
        return new LoadedModules(Map.copyOf(extents), settled);
    }

    /** Whether none of them was just coming or going ({@code Loading}, {@code Unloading}). */
    public boolean areSettled() {
        return settled;
    }

    /**
     * Whether an address behind the beginning of a module cannot be the module's. Its parts may lie
     * apart from each other since Linux 6.4; the size is that of all of them, so what is within it
     * may still be somebody else's.
     *
     * @param module empty for the kernel itself, which ends nowhere
     */
    boolean endsBefore(String module, long address) {
        Extent extent = module.isEmpty() ? null : extents.get(module);
        return extent != null
                && extent.start != 0
                && Long.compareUnsigned(address, extent.start) >= 0
                && address - extent.start >= extent.size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoadedModules modules && modules.extents.equals(extents);
    }

    @Override
    public int hashCode() {
        return extents.hashCode();
    }
}
