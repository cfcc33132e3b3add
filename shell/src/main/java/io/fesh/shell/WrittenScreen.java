// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import java.util.List;

/** A screen of which a transcript has what stays on it; pictures and waits that pass it has not. */
record WrittenScreen(Screen screen, Transcript transcript) implements Screen {

    @Override
    public void print(String text) {
        screen.print(text);
        transcript.shown(text);
    }

    @Override
    public void transientLine(String text) {
        screen.transientLine(text);
    }

    @Override
    public void picture(List<String> lines) {
        screen.picture(lines);
    }

    @Override
    public int columns() {
        return screen.columns();
    }

    @Override
    public int rows() {
        return screen.rows();
    }

    @Override
    public boolean unicode() {
        return screen.unicode();
    }
}
