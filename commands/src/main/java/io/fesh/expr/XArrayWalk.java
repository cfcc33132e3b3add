// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.TargetException;

/**
 * The entries of an XArray, in the order of their indices. What the two low bits of an entry say
 * (include/linux/xarray.h): 10 is internal: below 1024 (256 and 257 shifted by two) a sibling of
 * the entry before it, a retry or a zero entry; above 4096 a node. 1 is a number of 63 bits; the
 * rest are pointers, whose tags, if any, are left on them.
 */
final class XArrayWalk {
    private static final int TAG = 3;
    private static final int INTERNAL = 2;
    private static final long FIRST_NODE = 4096;

    /** Six levels of 64 slots are 36 bits; the largest index takes eleven. */
    private static final int DEEPEST = 16;

    /** Whether to go into a node. */
    interface Nodes {
        boolean enter(long node) throws InterruptedException;
    }

    interface Entries {
        void add(long index, long entry);
    }

    private final Reads reads;
    private final Nodes nodes;
    private final Entries entries;
    private final int size;
    private final int shiftAt;
    private final int slotsAt;
    private final int slots;

    XArrayWalk(Reads reads, CType node, Nodes nodes, Entries entries) {
        this.reads = reads;
        this.nodes = nodes;
        this.entries = entries;
        this.size = (int) node.size();
        this.shiftAt = (int) node.member("shift").map(Member::offset).orElse(0L).longValue();
        this.slotsAt = (int) node.member("slots").map(Member::offset).orElse(0L).longValue();
        this.slots =
                (int) node.member("slots").map(slot -> slot.type().length()).orElse(0L).longValue();
    }

    void run(long head) throws MemoryFault, TargetException, InterruptedException {
        entry(head, 0, 0);
    }

    private void entry(long entry, long index, int depth)
            throws MemoryFault, TargetException, InterruptedException {
        if ((entry & TAG) != INTERNAL) {
            if (entry != 0) {
                entries.add(index, entry);
            }
            return;
        }
        long node = entry - INTERNAL;
        if (Long.compareUnsigned(entry, FIRST_NODE) <= 0 || depth > DEEPEST || !nodes.enter(node)) {
            return;
        }
        byte[] bytes = reads.bytes(node, size, "");
        int shift = bytes[shiftAt] & 0xff;
        for (int slot = 0; slot < slots; slot++) {
            long next = Integers.decode(bytes, slotsAt + slot * Reads.POINTER, 0, Long.SIZE, false);
            entry(next, index + ((long) slot << shift), depth + 1);
        }
    }
}
