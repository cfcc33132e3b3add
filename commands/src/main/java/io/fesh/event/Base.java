// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

/** How a field's value is written; the letters are those of {@code base=} in uapi/fesh.h. */
public enum Base {
    SIGNED('d'),
    UNSIGNED('u'),
    HEX('x'),
    CHAR('c'),
    SYMBOL('p'),
    STRING('s'),
    STACK('k');

    private final char letter;

    Base(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    public static Base of(char letter) {
        for (Base base : values()) {
            if (base.letter == letter) {
                return base;
            }
        }
        throw new IllegalArgumentException("no base '" + letter + "'");
    }
}
