// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.FileTrouble;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of what was typed and what was answered, appended to as it happens, so that it ends where
 * the session does, however that ends. It is plain text: colours are left out, and no other control
 * byte comes into it. If it cannot be written it is off; that is told once. Safe for use by several
 * threads.
 */
final class Transcript implements AutoCloseable {
    static final String OFF = "off";

    private static final char ESCAPE = '\033';

    private Path path;
    private OutputStream file;
    private String trouble = "";

    /**
     * Goes on in a file, or nowhere.
     *
     * @param to {@link #OFF}, or its name
     * @throws UncheckedIOException it cannot be written; all is as before
     */
    synchronized void to(String to) {
        OutputStream next = null;
        Path nextPath = null;
        if (!to.equals(OFF)) {
            nextPath = path(to);
            try {
                // says what is wrong better than the stream, which no interrupt closes
                Files.newOutputStream(
                                nextPath, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        .close();
                next = new FileOutputStream(nextPath.toFile(), true);
            } catch (IOException e) {
                throw new UncheckedIOException(FileTrouble.unwritable(nextPath, e), e);
            }
        }
        close();
        path = nextPath;
        file = next;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UncheckedIOException("no name of a file", new IOException(e));
        }
    }

    synchronized boolean isOn() {
        return file != null;
    }

    /** A line that somebody typed at a prompt. */
    synchronized void typed(String prompt, String line) {
        if (!line.isBlank()) {
            shown(prompt + line + "\n");
        }
    }

    /** What was written to somebody, with its colours. */
    synchronized void shown(CharSequence text) {
        if (file != null) {
            write(plain(text).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As {@link #shown(CharSequence)}, in UTF-8. */
    synchronized void shown(byte[] bytes, int length) {
        if (file != null) {
            shown(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
    }

    private void write(byte[] bytes) {
        try {
            file.write(bytes);
        } catch (IOException e) {
            trouble = FileTrouble.unwritable(path, e) + "; the transcript is off";
            close();
        }
    }

    /** Why it has gone off since the last call. */
    synchronized Optional<String> trouble() {
        String told = trouble;
        trouble = "";
        return Optional.of(told).filter(text -> !text.isEmpty());
    }

    /** Without sequences of ECMA-48 that colour; what else moves a terminal is spelt out. */
    static String plain(CharSequence text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == ESCAPE ? endOfColour(text, i + 1) : i;
            if (end > i) {
                i = end - 1;
            } else if (c >= ' ' && c != 0x7f || c == '\n' || c == '\t') {
                plain.append(c);
            } else if (c != '\r') {
                plain.append(String.format("\\x%02x", (int) c));
            }
        }
        return plain.toString();
    }

    /** Behind {@code [1;31m}; {@code from - 1} if that is not what stands there. */
    private static int endOfColour(CharSequence text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '[') {
            do {
                at++;
            } while (at < text.length()
                    && (Character.isDigit(text.charAt(at)) || text.charAt(at) == ';'));
            if (at < text.length() && text.charAt(at) == 'm') {
                return at + 1;
            }
        }
        return from - 1;
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // all of it has been written, or has failed before
            }
            file = null;
        }
    }
}
