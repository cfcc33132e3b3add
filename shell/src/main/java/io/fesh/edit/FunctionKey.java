// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import java.util.List;

/**
 * Keys that do something beside the line, as xterm and its kin, rxvt and the Linux console send
 * them.
 */
public enum FunctionKey {
    F1("\033OP", "\033[11~", "\033[[A"),
    F2("\033OQ", "\033[12~", "\033[[B"),
    F3("\033OR", "\033[13~", "\033[[C"),
    PAGE_UP("\033[5~");

    final List<String> sequences;

    FunctionKey(String... sequences) {
        this.sequences = List.of(sequences);
    }

    /** What JLine knows it by. */
    String widget() {
        return "function-key-" + name();
    }
}
