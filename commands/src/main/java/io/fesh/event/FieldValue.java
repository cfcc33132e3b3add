// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.List;

/**
 * One fetched value. Text keeps its bytes as they were traced: whoever writes them to a terminal or
 * a file quotes them.
 */
public sealed interface FieldValue {

    /** An integer of {@code size} bytes; {@code bits} is sign-extended if the field is signed. */
    record Num(long bits, int size) implements FieldValue {}

    /** An address of the kernel that stands for a symbol. */
    record Symbol(long address) implements FieldValue {}

    /**
     * A string without its NUL.
     *
     * @param cut it went on after what was kept
     * @param late it could not be read when the function was entered, and was when it returned
     */
    record Text(byte[] bytes, boolean cut, boolean late) implements FieldValue {
        public Text(byte[] bytes, boolean cut) {
            this(bytes, cut, false);
        }
    }

    /**
     * A kernel stack.
     *
     * @param hash the same for equal stacks
     * @param frames return addresses from the function outwards, the first its own; empty if they
     *     are not known any more
     */
    record Stack(long hash, List<Long> frames) implements FieldValue {
        public Stack {
            frames = List.copyOf(frames);
        }
    }

    /** The elements of an array of numbers or symbols. */
    record Array(List<FieldValue> elements) implements FieldValue {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** The memory could not be read. */
    record Fault() implements FieldValue {}
}
