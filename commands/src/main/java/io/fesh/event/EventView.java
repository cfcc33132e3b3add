// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/**
 * One hit, read where it lies: nothing is made for what nobody asks for. Fields are named by their
 * place in {@code schema().fields()}. One that belongs to an {@link EventCursor} shows another hit
 * when that moves on; {@link #record} stays.
 */
public interface EventView {

    long number();

    EventSchema schema();

    long ts();

    int cpu();

    int pid();

    int tgid();

    /** As traced bytes read as ISO-8859-1. */
    String comm();

    long caller();

    /** The memory of the field could not be read. */
    boolean isFault(int field);

    /**
     * A number or an address, as {@link FieldValue.Num} has it.
     *
     * @throws IllegalStateException the field is a fault, a text, a stack or an array
     */
    long bits(int field);

    FieldValue value(int field);

    /** Appends bytes that are the same for equal values of the field, and only for these. */
    default void key(int field, KeyBytes to) {
        to.add(value(field));
    }

    /** All of it, decoded. */
    EventRecord record();
}
