// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

/**
 * Control sequences (ECMA-48, and the private modes of DEC and xterm) with which something can be
 * drawn again and again at the end of a terminal's text, though the terminal is resized meanwhile.
 */
public final class TerminalModes {
    /** DECAWM: what is too long for a row that has become shorter does not take another. */
    public static final String NO_WRAP = "\033[?7l";

    public static final String WRAP = "\033[?7h";

    public static final String HIDE_CURSOR = "\033[?25l";

    public static final String SHOW_CURSOR = "\033[?25h";

    /**
     * Blanks the row of the cursor and all below; it is at the beginning of the row then. Not in
     * one: tmux keeps in its scrollback what is blanked from the corner of the screen on.
     */
    public static final String BLANK_FROM_HERE = "\r\033[K\033[C\033[J\r";

    /** Synchronized output: terminals that know it show no half of a frame, others ignore it. */
    public static final String BEGIN_FRAME = "\033[?2026h";

    public static final String END_FRAME = "\033[?2026l";

    private TerminalModes() {}
}
