// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.EventBatch;
import io.fesh.render.StyledText;

import java.util.List;

/** A picture that hits are put into one after the other. Not safe for use by several threads. */
public interface View {

    /** Puts in the hit at {@code index}; costs no object unless it has something new. */
    void add(EventBatch batch, int index);

    /**
     * @param nanos the time in which the hits were
     */
    List<StyledText> draw(Canvas canvas, long nanos);

    /** The same for a program: JSON objects without line breaks. */
    List<String> objects(long nanos);

    /** The same as RFC 4180 has it, with a line of headings. */
    List<String> csv();
}
