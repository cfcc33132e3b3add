// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.edit.LineEditor;
import io.fesh.edit.TerminalModes;

import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

import java.util.List;

/** Frames of the printer on a terminal. Written to by one thread. */
final class TerminalScreen implements Screen {
    private static final int COLUMNS_IF_UNKNOWN = 80;
    private static final int ROWS_IF_UNKNOWN = 24;

    private final Terminal terminal;
    private final LineEditor reader;
    private final boolean dumb;
    private final PictureArea picture = new PictureArea();
    private boolean transientShown;

    /**
     * @param dumb it knows no control sequences
     */
    TerminalScreen(Terminal terminal, LineEditor reader, boolean dumb) {
        this.terminal = terminal;
        this.reader = reader;
        this.dumb = dumb;
    }

    @Override
    public void print(String text) {
        takeTransientBack();
        if (dumb) {
            write(text);
        } else if (picture.isEmpty()) {
            reader.printAbove(text);
        } else {
            write(picture.above(text));
        }
    }

    @Override
    public void picture(List<String> lines) {
        if (dumb || reader.isReading() || lines.isEmpty() && picture.isEmpty()) {
            return;
        }
        takeTransientBack();
        if (picture.isEmpty()) {
            echo(false);
        }
        write(picture.change(lines, rows()));
        if (picture.isEmpty()) {
            echo(true);
        }
    }

    /** What is typed while a picture stands would be seen in it; it waits for the next line. */
    private void echo(boolean on) {
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHO, on);
        terminal.setAttributes(attributes);
    }

    boolean hasPicture() {
        return !picture.isEmpty();
    }

    @Override
    public void transientLine(String text) {
        if (dumb || reader.isReading()) {
            return;
        }
        takeTransientBack();
        if (!text.isEmpty()) {
            write(TerminalModes.NO_WRAP + text + TerminalModes.WRAP);
            transientShown = true;
        }
    }

    private void takeTransientBack() {
        if (transientShown) {
            write(TerminalModes.BLANK_FROM_HERE);
            transientShown = false;
        }
    }

    private void write(String text) {
        terminal.writer().print(text);
        terminal.flush();
    }

    @Override
    public int columns() {
        int columns = terminal.getWidth();
        return columns > 0 ? columns : COLUMNS_IF_UNKNOWN;
    }

    @Override
    public int rows() {
        int rows = terminal.getHeight();
        return rows > 0 ? rows : ROWS_IF_UNKNOWN;
    }

    /** The fonts of Linux' own consoles and of old terminals lack the blocks. */
    @Override
    public boolean unicode() {
        String type = terminal.getType();
        return !dumb && !type.startsWith("linux") && !type.startsWith("vt");
    }
}
