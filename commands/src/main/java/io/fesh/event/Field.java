// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * A field of an event, in the order of its line.
 *
 * @param type the type as the line gave it ({@code unsigned int}, {@code x32}, {@code string})
 * @param offset bytes from the start of the record
 * @param size bytes of one element; 4 for a string (its place in the record)
 * @param count elements of an array, 0 for a scalar
 * @param source what it was made from, as far as this side knows
 */
public record Field(
        String name, String type, Base base, int offset, int size, int count, FieldSource source) {

    /** As the kernel describes it. */
    public Field(String name, String type, Base base, int offset, int size, int count) {
        this(name, type, base, offset, size, count, FieldSource.UNKNOWN);
    }

    Field from(FieldSource known) {
        return new Field(name, type, base, offset, size, count, known);
    }

    public boolean isArray() {
        return count > 0;
    }
}
