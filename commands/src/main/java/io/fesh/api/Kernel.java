// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

/** The kernel of the target, as it is now. */
public final class Kernel {
    private static final int MOST = 1 << 20;

    Kernel() {}

    /**
     * Reads memory: {@code kernel.read(0xffffffff81000000L, 64)}. What could not be read is missing
     * at the end.
     */
    public Memory read(long address, int length) {
        if (length < 1 || length > MOST) {
            throw new FeshException(
                    "the length is " + length + ": it can be 1 to " + MOST + " bytes", "");
        }
        return new Memory(
                address, Calls.call(host -> host.session().target().read(address, length)), length);
    }

    /** The kernel's version: {@code "6.1.0-56-cloud-amd64"}. */
    public String release() {
        return Calls.call(host -> host.session().target().info().release());
    }

    /** What stands at an address: {@code kernel.at(e.caller())} is {@code "vfs_read+0x38"}. */
    public String at(long address) {
        return Calls.call(host -> host.session().symbols().at(address, true));
    }

    /** A whole file of the target's: {@code kernel.file("/proc/uptime")}. */
    public String file(String path) {
        return Calls.text(Calls.call(host -> host.session().target().file(path)));
    }

    /** What the kernel is. */
    @Override
    public String toString() {
        return "Linux " + release();
    }
}
