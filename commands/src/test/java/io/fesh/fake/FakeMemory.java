// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The memory of a played kernel, as {@link FakeCTypes} has it: three tasks in a list, an open file,
 * a per-CPU variable, a list that never ends, a tree, and an XArray of two levels. All else faults.
 */
final class FakeMemory {
    private static final long HEAP = 0xffff888000010000L;
    private static final int AREA = 0x200;

    private final Map<Long, ByteBuffer> areas = new TreeMap<>();
    private final FakeSymbols symbols;

    FakeMemory(FakeSymbols symbols) {
        this.symbols = symbols;
        tasks();
        file();
        variable("jiffies").putLong(0, 4294893219L);
        variable("nr_threads").putInt(0, 54);
        variable("system_state").putInt(0, 3);
        variable("nr_cpu_ids").putInt(0, 2);
        variable("__per_cpu_offset").putLong(0, 0x100000).putLong(8, 0x200000);
        area(symbols.address("process_counts") + 0x100000).putLong(0, 29);
        area(symbols.address("process_counts") + 0x200000).putLong(0, 25);
        long loop = HEAP + 0x2000;
        variable("loop_list").putLong(0, loop).putLong(8, loop + 16);
        area(loop).putLong(0, loop + 16).putLong(16, loop);
        tree();
        xarray();
        long chain = HEAP + 0x5000;
        variable("hash_chain").putLong(0, chain);
        area(chain).putLong(0, chain + 16).putLong(16, 1);
    }

    private void tasks() {
        long idle = symbols.address("init_task");
        long init = HEAP;
        long kthreadd = HEAP + AREA;
        task(idle, 0, "swapper/0", init + 24, kthreadd + 24);
        task(init, 1, "init", kthreadd + 24, idle + 24);
        task(kthreadd, 2, "kthreadd", idle + 24, init + 24);
        area(idle)
                .putInt(4, 0x4200002)
                .putInt(20, 1 | 5 << 1 | 0xd << 4)
                .putLong(88, 7)
                .putLong(96, 7)
                .putLong(104, 7)
                .putLong(112, 7)
                .putLong(120, symbols.address("vfs_fsync"));
        area(init).putLong(8, 0x7f00_0000_1000L);
    }

    private void task(long at, int pid, String comm, long next, long previous) {
        area(at).putInt(16, 2)
                .putLong(24, next)
                .putLong(32, previous)
                .putInt(40, pid)
                .putInt(44, pid)
                .putLong(48, at)
                .putLong(56, at + 56)
                .putLong(64, at + 56)
                .put(72, comm.getBytes(StandardCharsets.US_ASCII));
    }

    private void file() {
        long file = HEAP + 0x1000;
        long dentry = file + AREA;
        long inode = dentry + AREA;
        area(file).putLong(24, dentry).putLong(32, inode).putInt(64, 0x8000).putLong(104, 12);
        area(dentry).putLong(40, dentry + 0x100).put(0x100, "hostname".getBytes());
        area(inode).putLong(0, 4096).putInt(8, 42);
    }

    /** Three nodes of {@code __rb_parent_color, rb_right, rb_left}. */
    private void tree() {
        long node = HEAP + 0x3000;
        variable("a_tree").putLong(0, node);
        area(node).putLong(8, node + 48).putLong(16, node + 24);
    }

    /** Entries 1 and 6 in nodes of four slots. */
    private void xarray() {
        long top = HEAP + 0x4000;
        long low = top + 0x40;
        long high = top + 0x80;
        variable("an_array").putLong(8, top + 2);
        area(top)
                .put(0, (byte) 2)
                .putLong(8, low + 2)
                .putLong(16, high + 2)
                .putLong(0x40 + 16, HEAP)
                .putLong(0x80 + 24, HEAP + AREA);
    }

    private ByteBuffer variable(String name) {
        return area(symbols.address(name));
    }

    private ByteBuffer area(long address) {
        return areas.computeIfAbsent(
                address, at -> ByteBuffer.allocate(AREA).order(ByteOrder.LITTLE_ENDIAN));
    }

    byte[] read(long address, int length) {
        for (Map.Entry<Long, ByteBuffer> entry : areas.entrySet()) {
            long offset = address - entry.getKey();
            if (offset >= 0 && offset < AREA) {
                byte[] bytes = new byte[(int) Math.min(length, AREA - offset)];
                entry.getValue().get((int) offset, bytes);
                return bytes;
            }
        }
        return new byte[0];
    }
}
