// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

/**
 * How values are shown.
 *
 * @param letter one of {@link #LETTERS}, or {@link #NATURAL} for what suits the type
 * @param depth how many structs inside of each other are opened
 * @param elements how many of an array or sequence, and bytes of a string
 * @param zeros whether members that are zero are shown, too
 */
public record Format(char letter, int depth, int elements, boolean zeros) {
    public static final char NATURAL = 0;

    /** gdb's: hex, decimal, unsigned, octal, binary, character, address, string, hex with zeros. */
    public static final String LETTERS = "xduotcasz";

    public static final Format DEFAULT = new Format(NATURAL, 3, 200, false);

    public Format withLetter(char other) {
        return new Format(other, depth, elements, zeros);
    }
}
