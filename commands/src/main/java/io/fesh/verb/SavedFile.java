// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Quoting;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file of lines on this machine that a verb was given. */
record SavedFile(Path path, List<String> lines) {
    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    static SavedFile read(Command.Call call, Word word, Path folder) throws LineError {
        Path path = path(call, word, folder);
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            boolean marked = text.startsWith(BYTE_ORDER_MARK);
            return new SavedFile(path, (marked ? text.substring(1) : text).lines().toList());
        } catch (NoSuchFileException e) {
            throw wrong(call, word, path, "no such file");
        } catch (CharacterCodingException e) {
            throw wrong(call, word, path, "not a file of text in UTF-8");
        } catch (IOException e) {
            throw wrong(call, word, path, "cannot be read");
        }
    }

    /**
     * @param folder what a relative path begins at
     */
    static Path path(Command.Call call, Word word, Path folder) throws LineError {
        try {
            return folder.resolve(Path.of(word.text()));
        } catch (InvalidPathException e) {
            throw new LineError(call.line(), word.span(), "the name of a file expected", "");
        }
    }

    private static LineError wrong(Command.Call call, Word word, Path path, String what) {
        String shown = Quoting.visible(path.toString());
        return new LineError(call.line(), word.span(), shown + ": " + what, "");
    }
}
