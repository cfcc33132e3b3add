// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

/** A line was right and was carried out, but what it started failed ({@code exit status 2}). */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
