// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

/** What a snippet asked for cannot be had; says why, and in a second line what to do instead. */
public final class FeshException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param hint a line that can be typed instead, {@code try: ...}; empty for none
     */
    public FeshException(String message, String hint) {
        this(message, hint, null);
    }

    FeshException(String message, String hint, Throwable cause) {
        super(hint.isEmpty() ? message : message + "\n" + hint, cause);
    }
}
