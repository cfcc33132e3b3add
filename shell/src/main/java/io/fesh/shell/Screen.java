// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.util.List;

/** Where finished lines go on a terminal: above the line that is being typed, if there is one. */
interface Screen {

    /**
     * @param text whole lines, each with its line break
     */
    void print(String text);

    /** A line that the next print or transient takes back; empty for none. */
    void transientLine(String text);

    /** A picture below all that was printed, in place of the last one; no lines for none. */
    void picture(List<String> lines);

    int columns();

    int rows();

    /** Whether block characters can be shown. */
    boolean unicode();
}
