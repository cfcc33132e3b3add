// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines that are run before anybody is asked; where one fails, its place is told. */
final class InitFile implements Input {
    private final Path file;
    private final Consumer<StyledText> told;
    private ByteLines lines;
    private int number;

    InitFile(Path file, Consumer<StyledText> told) {
        this.file = file;
        this.told = told;
    }

    /** Runs all of it; there need not be one. */
    void run(Repl repl) throws IOException {
        try (InputStream opened = Files.newInputStream(file)) {
            lines = new ByteLines(opened, false);
            repl.run(this);
        } catch (NoSuchFileException e) {
            // most people have none
        } catch (IOException e) {
            told.accept(StyledText.of(Style.ERROR, file + ": cannot be read: " + e.getMessage()));
        }
    }

    @Override
    public Optional<String> next() throws IOException {
        number++;
        return lines.next();
    }

    @Override
    public boolean stopsAtFailure() {
        return false;
    }

    @Override
    public void failed() {
        told.accept(StyledText.of(Style.HINT, "in " + file + ":" + number));
    }
}
