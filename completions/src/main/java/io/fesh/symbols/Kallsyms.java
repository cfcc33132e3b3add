// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import io.fesh.names.NameTable;

import java.util.Arrays;
import java.util.List;

/**
 * The symbols of a kernel, numbered in the order of /proc/kallsyms: an array for each property, and
 * the names apart in a table.
 */
final class Kallsyms {
    static final short NO_MODULE = -1;

    private final NameTable names;
    private final int[] nameOf;
    private final long[] address;
    private final byte[] type;
    private final short[] module;
    private final List<String> modules;
    private final long dataStart;
    private final long dataEnd;

    /** The text in which the names lie is not kept, nor are the arrays. */
    Kallsyms(
            byte[] text,
            int count,
            int[] start,
            int[] end,
            long[] address,
            byte[] type,
            short[] module,
            List<String> modules) {
        this.names = NameTable.of(text, start, end, count);
        this.nameOf = new int[count];
        for (int name = 0; name < names.size(); name++) {
            for (int copy = 0; copy < names.copies(name); copy++) {
                nameOf[names.member(name, copy)] = name;
            }
        }
        this.address = Arrays.copyOf(address, count);
        this.type = Arrays.copyOf(type, count);
        this.module = Arrays.copyOf(module, count);
        this.modules = List.copyOf(modules);
        this.dataStart = bound("_sdata");
        this.dataEnd = bound("_edata");
    }

    int count() {
        return address.length;
    }

    /** The number of a symbol here is a member there. */
    NameTable names() {
        return names;
    }

    String name(int symbol) {
        return names.name(nameOf[symbol]);
    }

    long address(int symbol) {
        return address[symbol];
    }

    /**
     * In .text, or a weak symbol that is: what nm(1) gives the letters t and w. 7.x has t for the
     * kernel's writable data too, so that is told by where it lies.
     */
    boolean isText(int symbol) {
        int letter = type[symbol] | 0x20;
        return (letter == 't' || letter == 'w') && !isInData(address[symbol]);
    }

    private boolean isInData(long place) {
        return Long.compareUnsigned(place, dataStart) >= 0
                && Long.compareUnsigned(place, dataEnd) < 0;
    }

    /** Where a section of the kernel begins or ends; 0 if it is not told. */
    private long bound(String section) {
        int found = names.find(Lines.bytes(section));
        return found < 0 ? 0 : address[names.member(found, 0)];
    }

    /** A number, or the place of a per-CPU variable in its area: nothing lies at the address. */
    boolean isAbsolute(int symbol) {
        return (type[symbol] | 0x20) == 'a';
    }

    /** Empty for the kernel itself. */
    String module(int symbol) {
        return module[symbol] == NO_MODULE ? "" : modules.get(module[symbol]);
    }

    /** Bytes of heap, about. */
    long bytes() {
        return names.bytes() + (4L + 8 + 1 + 2) * address.length;
    }
}
