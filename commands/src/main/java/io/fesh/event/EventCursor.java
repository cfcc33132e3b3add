// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** Shows one hit of a batch after the other. Belongs to one thread. */
public interface EventCursor extends EventView {

    /** Goes to the hit at {@code index}, whose number is {@code number}. */
    void move(int index, long number);
}
