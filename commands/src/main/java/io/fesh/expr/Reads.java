// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Place;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.TargetException;

/** Values of the kernel's memory, each read when it is asked for. */
final class Reads {
    static final int POINTER = 8;

    private final Memory memory;

    Reads(Memory memory) {
        this.memory = memory;
    }

    /** All of {@code length} bytes. */
    byte[] bytes(long address, int length, String what) throws MemoryFault, TargetException {
        byte[] bytes = memory.read(address, length);
        if (bytes.length < length) {
            throw new MemoryFault(new Fault(address + bytes.length, what));
        }
        return bytes;
    }

    /** A number or pointer of at most eight bytes. */
    long number(Place place, String what) throws MemoryFault, TargetException {
        CType type = place.type();
        int width = place.bits() != 0 ? place.bits() : (int) type.size() * 8;
        byte[] bytes = bytes(place.address(), (place.bit() + width + 7) / 8, what);
        boolean signed = type.signed() && type.kind() != Kind.BOOLEAN;
        return Integers.decode(bytes, 0, place.bit(), width, signed);
    }

    long pointer(long address, String what) throws MemoryFault, TargetException {
        return Integers.decode(bytes(address, POINTER, what), 0, 0, Long.SIZE, false);
    }
}
