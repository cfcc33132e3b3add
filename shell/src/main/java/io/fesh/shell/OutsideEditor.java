// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.edit.EditorProgram;
import io.fesh.edit.LineEditor;

import org.jline.terminal.Attributes;

import java.io.IOException;

/** The editor of somebody's choice, on the terminal as it was before fesh. */
final class OutsideEditor {
    private final LineEditor reader;
    private final Attributes modes;

    /**
     * @param modes of the terminal, for the editor
     */
    OutsideEditor(LineEditor reader, Attributes modes) {
        this.reader = reader;
        this.modes = modes;
    }

    /** What is left of a text when the editor has ended. */
    String edited(String text) throws IOException {
        EditorProgram program = new EditorProgram(System.getenv());
        String[] left = new String[1];
        IOException[] failure = new IOException[1];
        reader.outside(
                modes,
                () -> {
                    try {
                        left[0] = program.edit(text);
                    } catch (IOException e) {
                        failure[0] = e;
                    }
                });
        if (failure[0] != null) {
            throw failure[0];
        }
        return left[0];
    }

    /** The line before the one that asks. */
    String typedBefore() {
        int before = reader.getHistory().last() - 1;
        return before < reader.getHistory().first() ? "" : reader.getHistory().get(before);
    }
}
