// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * A field of an event, in the order of its line.
 *
 * @param type the type as the line gave it ({@code unsigned int}, {@code x32}, {@code string})
 * @param offset bytes from the start of the record
 * @param size bytes of one element; 4 for a string (its place in the record)
 * @param count elements of an array, 0 for a scalar
 */
public record Field(String name, String type, Base base, int offset, int size, int count) {

    public boolean isArray() {
        return count > 0;
    }
}
