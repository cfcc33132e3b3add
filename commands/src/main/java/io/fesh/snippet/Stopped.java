// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

/** Somebody has pressed Ctrl-C. An error, as a loop that goes on after every exception must end. */
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    public Stopped() {
        super("interrupted", null, false, false);
    }
}
