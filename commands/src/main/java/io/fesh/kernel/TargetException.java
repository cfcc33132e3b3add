// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

/**
 * The system is not ready for what was asked: says what is the matter, and in the hint the cure.
 */
public final class TargetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    public TargetException(String message, String hint) {
        this(message, hint, null);
    }

    public TargetException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What to type or do instead; empty if there is nothing. */
    public String hint() {
        return hint;
    }
}
