// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of the standard streams are terminals. The JDK tells only whether both stdin and stdout
 * are, so this asks Linux for the name of what a stream is.
 */
final class Tty {
    private Tty() {}

    static boolean stdin() {
        return isTerminal(0);
    }

    static boolean stdout() {
        return isTerminal(1);
    }

    static boolean stderr() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return name.startsWith("/dev/pts/")
                    || name.startsWith("/dev/tty")
                    || name.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
