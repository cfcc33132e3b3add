// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.kernel.KernelSymbols;

import java.util.List;
import java.util.Optional;

/** The kernel of the target, as it is now. */
public final class Kernel {
    private static final int MOST = 1 << 20;

    Kernel() {}

    /**
     * Reads memory: {@code kernel.read(0xffffffff81000000L, 64)}, at most 1 MiB at once. What could
     * not be read is missing at the end, which is no error.
     */
    public Memory read(long address, int length) {
        if (length < 1 || length > MOST) {
            throw new FeshException(
                    "the length is " + length + ": it can be 1 to " + MOST + " bytes", "");
        }
        return new Memory(
                address, Calls.call(host -> host.session().target().read(address, length)), length);
    }

    /**
     * A variable by its name: {@code kernel.global("init_task").get("comm")}. One that is not there
     * is a FeshException, here and below.
     */
    public KernelValue global(String name) {
        return KernelValue.of(name, Optional.empty());
    }

    /** What {@code print} takes: {@code kernel.value("per_cpu(runqueues, 0).nr_running").u64()}. */
    public KernelValue value(String expression) {
        return KernelValue.of(expression, Optional.empty());
    }

    /** The address of a symbol: {@code kernel.read(kernel.symbol("jiffies"), 8).u64(0)}. */
    public long symbol(String name) {
        return Calls.call(
                host -> {
                    KernelSymbols symbols = host.session().symbols();
                    return symbols.addressOf(name)
                            .orElseThrow(() -> unknown(name, symbols.nearSymbols(name, 1)));
                });
    }

    private static FeshException unknown(String name, List<String> near) {
        return new FeshException(
                name + " is no symbol of this kernel",
                near.isEmpty() ? "" : "try: kernel.symbol(\"" + near.get(0) + "\")");
    }

    /** The kernel's version: {@code "6.1.0-56-cloud-amd64"}. */
    public String release() {
        return Calls.call(host -> host.session().target().info().release());
    }

    /** What stands at an address: {@code kernel.at(e.caller())} is {@code "vfs_read+0x38"}. */
    public String at(long address) {
        return Calls.call(host -> host.session().symbols().at(address, true));
    }

    /** A whole file of the target's, as UTF-8: {@code kernel.file("/proc/uptime")}. */
    public String file(String path) {
        return Calls.text(Calls.call(host -> host.session().target().file(path)));
    }

    /** What the kernel is. */
    @Override
    public String toString() {
        return "Linux " + release();
    }
}
