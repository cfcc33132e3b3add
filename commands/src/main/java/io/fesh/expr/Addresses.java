// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

/** What can be said of an address that cannot be read (x86-64, four- and five-level paging). */
final class Addresses {
    private static final long PAGE = 4096;
    private static final long USER_END = 0x0100_0000_0000_0000L;
    private static final long KERNEL_START = 0xff00_0000_0000_0000L;

    /** POISON_POINTER_DELTA of x86-64 and what include/linux/poison.h adds to it. */
    private static final long POISON = 0xdead_0000_0000_0000L;

    private static final int MAX_ERRNO = 4095;

    private Addresses() {}

    static String why(long address) {
        if (Long.compareUnsigned(address, PAGE) < 0) {
            return "NULL pointer";
        } else if (address < 0 && address >= -MAX_ERRNO) {
            return "error pointer, " + address;
        } else if (Long.compareUnsigned(address, USER_END) < 0) {
            return "user address";
        } else if (address >= POISON && address < POISON + PAGE) {
            return "poison of a freed list entry";
        } else if (Long.compareUnsigned(address, KERNEL_START) < 0) {
            return "no address of x86-64";
        }
        return "not mapped";
    }
}
