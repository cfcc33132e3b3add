// SPDX-License-Identifier: Apache-2.0
package io.fesh.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The editor that somebody likes best, for one text. */
public final class EditorProgram {
    /** Where neither variable names one: Debian's choice, then what most systems have. */
    private static final List<String> OTHERWISE = List.of("sensible-editor", "nano", "vi");

    private final String command;

    /**
     * @param environment VISUAL comes before EDITOR, as everywhere
     */
    public EditorProgram(Map<String, String> environment) {
        String visual = environment.getOrDefault("VISUAL", "");
        String editor = visual.isBlank() ? environment.getOrDefault("EDITOR", "") : visual;
        this.command = editor.isBlank() ? first(environment.getOrDefault("PATH", "")) : editor;
    }

    private static String first(String path) {
        for (String program : OTHERWISE) {
            for (String folder : path.split(":")) {
                if (Files.isExecutable(Path.of(folder, program))) {
                    return program;
                }
            }
        }
        return OTHERWISE.get(OTHERWISE.size() - 1);
    }

    /**
     * Runs it on the terminal.
     *
     * @return the text as it was left, without line breaks at its end
     * @throws IOException it cannot be run, or says that it failed; the message tells
     */
    public String edit(String text) throws IOException {
        // for its owner only, as the JDK makes it: what is typed is nobody else's business
        Path file = Files.createTempFile("fesh", ".fesh");
        try {
            Files.writeString(file, text + "\n");
            // a shell, because the variables may hold arguments
            ProcessBuilder program =
                    new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString());
            int status = await(program.inheritIO().start());
            if (status != 0) {
                throw new IOException(command + ": ended with " + status);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
        } finally {
            Files.delete(file);
        }
    }

    /** Ctrl-C is the editor's as long as it has the terminal. */
    private static int await(Process program) {
        while (true) {
            try {
                return program.waitFor();
            } catch (InterruptedException e) {
                // it goes on
            }
        }
    }
}
