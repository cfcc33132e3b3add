// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Place;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.TargetException;

import java.util.Arrays;
import java.util.Optional;

/** Values of the kernel's memory, each read when it is asked for. */
final class Reads {
    static final int POINTER = 8;
    private static final int MOST_TEXT = 1 << 16;

    private final Memory memory;
    private boolean used;

    Reads(Memory memory) {
        this.memory = memory;
    }

    /** Whether anything was read. */
    boolean used() {
        return used;
    }

    /** All of {@code length} bytes. */
    byte[] bytes(long address, int length, String what) throws MemoryFault, TargetException {
        used = true;
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

    /**
     * A text that ends in NUL.
     *
     * @param cut it goes on
     * @param fault if it ends at a byte that could not be read
     */
    record Text(byte[] bytes, boolean cut, Optional<Fault> fault) {}

    /** At most {@code most} bytes of a text. */
    Text text(long address, int most) throws TargetException {
        byte[] bytes = memory.read(address, Math.min(MOST_TEXT, most + 1));
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        boolean ended = length < bytes.length;
        int kept = Math.min(length, most);
        boolean whole = bytes.length == Math.min(MOST_TEXT, most + 1);
        return new Text(
                Arrays.copyOf(bytes, kept),
                !ended && whole,
                ended || whole
                        ? Optional.empty()
                        : Optional.of(new Fault(address + bytes.length, "")));
    }
}
