// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.event.EventRecord;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.DerivedType;

import java.util.List;

/** What an expression comes to. */
public sealed interface Value {

    /**
     * Something in memory, which nobody has read yet.
     *
     * @param bit the first bit in the byte at the address; 0 unless it is a bit field
     * @param bits of a bit field, else 0
     */
    record Place(CType type, long address, int bit, int bits) implements Value {
        Place(CType type, long address) {
            this(type, address, 0, 0);
        }
    }

    /**
     * A number or a pointer that was computed or loaded.
     *
     * @param bits sign-extended if the type is signed
     */
    record Computed(CType type, long bits) implements Value {
        static Computed of(CType type, long bits) {
            return new Computed(type, Integers.fit(bits, type));
        }

        static Computed truth(boolean value) {
            return new Computed(BasicType.INT, value ? 1 : 0);
        }
    }

    /** A string of the expression's own, or one that an event recorded. */
    record Text(byte[] bytes, boolean cut) implements Value {
        CType type() {
            return DerivedType.arrayOf(BasicType.CHAR, bytes.length + 1L);
        }
    }

    /** A whole hit of an event, {@code #17}. */
    record Hit(EventRecord event) implements Value {}

    /**
     * What a walk found.
     *
     * @param type of the elements
     * @param end why it ended before its end; empty if it did not
     */
    record Sequence(CType type, List<Element> elements, String end) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /**
     * @param index in the sequence, or the key under which it was found
     */
    record Element(long index, Value value) {}

    /**
     * Memory that could not be read.
     *
     * @param what was to be read there, as typed; empty if it is the whole expression
     */
    record Fault(long address, String what) implements Value {

        String text() {
            String place = "0x" + Long.toHexString(address);
            return "fault at " + place + ": " + Addresses.why(address) + of();
        }

        private String of() {
            return what.isEmpty() ? "" : ", reading " + what;
        }
    }
}
