// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong, where, and what to type instead:
 *
 * <pre>
 * error: vfs_reed is not in this kernel (inlined, or in a module that is not loaded?)
 *   create vfs_reed(int fd)
 *          ^~~~~~~~
 * try: create vfs_read(int fd)
 * </pre>
 *
 * A hint that says of itself what it is ({@code try:}, {@code usage:}, {@code types:}) stays as it
 * is, others get {@code hint:} in front.
 */
public final class ErrorRenderer {
    private static final String INDENT = "  ";
    private static final String MORE = "...";
    private static final int LEAST_WIDTH = 20;

    private ErrorRenderer() {}

    public static List<StyledText> lines(LineError error, int width) {
        List<StyledText> lines = new ArrayList<>();
        lines.add(message(error.getMessage()));
        if (!error.line().isBlank()) {
            excerpt(lines, error.line(), error.span(), Math.max(width, LEAST_WIDTH));
        }
        hint(lines, error.hint());
        return lines;
    }

    public static List<StyledText> lines(TargetException error) {
        List<StyledText> lines = new ArrayList<>();
        lines.add(message(error.getMessage()));
        hint(lines, error.hint());
        return lines;
    }

    private static StyledText message(String message) {
        return StyledText.builder()
                .add(Style.ERROR, "error: ")
                .add(Quoting.visible(message))
                .build();
    }

    private static void hint(List<StyledText> lines, String hint) {
        if (!hint.isEmpty()) {
            String label = isLabelled(hint) ? "" : "hint: ";
            lines.add(StyledText.of(Style.HINT, label + Quoting.visible(hint)));
        }
    }

    private static boolean isLabelled(String hint) {
        return hint.startsWith("try: ") || hint.startsWith("usage: ") || hint.startsWith("types: ");
    }

    private static void excerpt(List<StyledText> lines, String line, Span span, int width) {
        Excerpt excerpt = Excerpt.of(line, span, width - INDENT.length(), MORE);
        lines.add(StyledText.plain(INDENT + excerpt.text()));
        String underline = "^" + "~".repeat(excerpt.columns() - 1);
        lines.add(
                StyledText.builder()
                        .add(INDENT + " ".repeat(excerpt.column()))
                        .add(Style.CARET, underline)
                        .build());
    }
}
