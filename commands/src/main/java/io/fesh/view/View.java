// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.EventView;
import io.fesh.render.StyledText;

import java.util.List;

/** A picture that hits are put into one after the other. Not safe for use by several threads. */
public interface View {

    /** Puts in a hit, which may be another afterwards; costs no object unless it is new in kind. */
    void add(EventView hit);

    /**
     * @param nanos the time in which the hits were
     */
    List<StyledText> draw(Canvas canvas, long nanos);

    /** The same for a program: JSON objects without line breaks. */
    List<String> objects(long nanos);

    /** The same as RFC 4180 has it, with a line of headings. */
    List<String> csv();

    /** A line for each stack as flamegraph.pl reads them; none if it is no picture of stacks. */
    default List<String> folded() {
        return List.of();
    }
}
