// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

/** Where finished lines go on a terminal: above the line that is being typed, if there is one. */
interface Screen {

    /**
     * @param text whole lines, each with its line break
     */
    void print(String text);

    /** A line that the next print or transient takes back; empty for none. */
    void transientLine(String text);

    int columns();
}
