// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import java.util.ArrayList;
import java.util.List;

/**
 * How a value is reached: begin with a register or an address; for each of {@code loads} add it and
 * load a pointer from there; add {@code offset}. That is the value, or the place in memory where it
 * is.
 *
 * @param register which parameter register it begins with; {@link #NONE} if with an address
 * @param address {@code $symbol}, {@code $current} or a number; empty if it begins with a register
 * @param memory whether the value lies where the way ends
 */
record Way(int register, String address, List<Long> loads, long offset, boolean memory) {
    static final int NONE = -1;

    static final String CURRENT = "$current";

    Way {
        loads = List.copyOf(loads);
    }

    static Way register(int register) {
        return new Way(register, "", List.of(), 0, false);
    }

    static Way address(String address, boolean memory) {
        return new Way(NONE, address, List.of(), 0, memory);
    }

    /** Whether what it begins with is the value itself. */
    boolean isDirect() {
        return !memory && loads.isEmpty() && offset == 0;
    }

    /** Whether a value is made that lies nowhere: an address that was computed. */
    boolean isComputed() {
        return !memory && !isDirect();
    }

    /** Whether it leads to an address that is known before any hit. */
    boolean isConstant() {
        return !memory && loads.isEmpty() && !address.isEmpty() && !address.equals(CURRENT);
    }

    /** The way to the value of what this one leads to: it is loaded, if it lies in memory. */
    Way value() {
        if (!memory) {
            return this;
        }
        List<Long> further = new ArrayList<>(loads);
        further.add(offset);
        return new Way(register, address, further, 0, false);
    }

    /** What the value points to. */
    Way behind() {
        Way value = value();
        return new Way(register, address, value.loads, value.offset, true);
    }

    /** The address of what this one leads to in memory. */
    Way itself() {
        return new Way(register, address, loads, offset, false);
    }

    Way plus(long bytes) {
        return new Way(register, address, loads, offset + bytes, memory);
    }
}
