// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import com.sun.jna.NativeLibrary;

/** Ctrl-Z: Java has a handler for its signal, but no way to do what the signal is for. */
final class JobControl {
    /** On every architecture that Linux runs Java on. */
    private static final int SIGSTOP = 19;

    private JobControl() {}

    /** Stops this process; returns when the shell that started it lets it go on. */
    static void stop() {
        NativeLibrary.getInstance("c").getFunction("raise").invokeInt(new Object[] {SIGSTOP});
    }
}
