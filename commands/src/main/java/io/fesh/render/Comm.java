// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.nio.charset.StandardCharsets;

/**
 * A thread's name: any bytes that the thread chose, held as ISO-8859-1. Nearly all are plain ASCII
 * and take the short way.
 */
final class Comm {
    private Comm() {}

    static void append(StringBuilder out, String comm) {
        if (isPlain(comm)) {
            out.append(comm);
        } else {
            byte[] bytes = comm.getBytes(StandardCharsets.ISO_8859_1);
            Quoting.append(out, bytes, 0, bytes.length);
        }
    }

    static boolean isPlain(String comm) {
        for (int i = 0; i < comm.length(); i++) {
            char c = comm.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
