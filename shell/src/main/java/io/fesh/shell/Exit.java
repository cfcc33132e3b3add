// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

/** What the process says to who started it. */
enum Exit {
    OK(0),
    /** A command failed. */
    FAILED(1),
    /** The options were wrong. */
    USAGE(2),
    /** The target is not available. */
    NO_TARGET(3);

    final int status;

    Exit(int status) {
        this.status = status;
    }
}
