// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.api.Fesh;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

import java.lang.Thread.UncaughtExceptionHandler;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JShell whose snippets run in this process, where they reach the session. Not for use by several
 * threads, except {@link #stop}.
 */
final class Engine implements AutoCloseable {
    private static final List<String> IMPORTS =
            List.of(
                    "import java.io.*;",
                    "import java.math.*;",
                    "import java.nio.file.*;",
                    "import java.time.*;",
                    "import java.util.*;",
                    "import java.util.concurrent.*;",
                    "import java.util.function.*;",
                    "import java.util.regex.*;",
                    "import java.util.stream.*;",
                    "import io.fesh.api.*;",
                    "import static io.fesh.api.Fesh.*;");

    /** Begins the ids of snippets that nobody typed. */
    private static final String OWN = "own";

    private final JShell shell;
    private boolean preparing = true;
    private int prepared;
    private int results;

    /**
     * @param uncaught is told what ends a thread that a snippet has begun
     */
    Engine(UncaughtExceptionHandler uncaught) {
        shell =
                JShell.builder()
                        .executionEngine(SnippetExecution.provider(uncaught), Map.of())
                        .idGenerator((snippet, count) -> (preparing ? OWN : "") + count)
                        .tempVariableNameGenerator(
                                () -> "$" + (preparing ? OWN + ++prepared : ++results))
                        .build();
        // the compiler has to see the API; at run time snippets have the classes of this process
        shell.addToClasspath(location());
        IMPORTS.forEach(shell::eval);
        preparing = false;
    }

    private static String location() {
        try {
            return Path.of(Fesh.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the API has no place in the file system", e);
        }
    }

    JShell shell() {
        return shell;
    }

    List<SnippetEvent> eval(String snippet) {
        return shell.eval(snippet);
    }

    /** Declares what is no definition of the user's. */
    void prepare(String declaration) {
        preparing = true;
        try {
            shell.eval(declaration);
        } finally {
            preparing = false;
        }
    }

    /** Runs lines of which nothing stays; what goes wrong with them is nobody's matter. */
    void tryOut(List<String> lines) {
        preparing = true;
        try {
            List<Snippet> all = new ArrayList<>();
            for (String line : lines) {
                shell.sourceCodeAnalysis().analyzeCompletion(line);
                shell.eval(line).forEach(event -> all.add(event.snippet()));
            }
            all.forEach(shell::drop);
        } finally {
            preparing = false;
        }
    }

    /** Whether somebody typed it. */
    static boolean isTyped(Snippet snippet) {
        return !snippet.id().startsWith(OWN);
    }

    /** Ends the snippet that runs now, if one does. For any thread. */
    void stop() {
        shell.stop();
    }

    @Override
    public void close() {
        shell.close();
    }
}
