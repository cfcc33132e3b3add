// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a command on the target writes, as lines for a terminal: tabs become blanks, and no other
 * control byte gets through, for the target is not trusted with the user's terminal.
 */
public final class CommandLines {
    private static final int LONGEST = 1 << 16;
    private static final int TAB = 8;

    private final Consumer<StyledText> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    public CommandLines(Consumer<StyledText> lines) {
        this.lines = lines;
    }

    public void add(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n') {
                finish();
            } else {
                begun.write(b);
                if (begun.size() == LONGEST) {
                    finish();
                }
            }
        }
    }

    /** The last line may lack its line break. */
    public void end() {
        if (begun.size() > 0) {
            finish();
        }
    }

    private void finish() {
        String line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        int length = line.endsWith("\r") ? line.length() - 1 : line.length();
        StringBuilder out = new StringBuilder(length);
        for (int at = 0; at < length; at += Character.charCount(line.codePointAt(at))) {
            if (line.charAt(at) == '\t') {
                out.append(" ".repeat(TAB - out.length() % TAB));
            } else {
                Quoting.appendVisible(out, line.codePointAt(at));
            }
        }
        lines.accept(StyledText.plain(out.toString()));
    }
}
