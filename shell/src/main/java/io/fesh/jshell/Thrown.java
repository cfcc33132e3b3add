// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.api.FeshException;

import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a snippet threw, and where in the snippets. */
final class Thrown {
    private static final int MOST_FRAMES = 5;

    /** Where the JVM says that a variable of a snippet is null it names the class around it. */
    private static final Pattern AROUND = Pattern.compile("\\bREPL\\.\\$JShell\\$\\w+\\.");

    private Thrown() {}

    /** The message, then a line for each frame of a snippet. */
    static String text(JShell shell, JShellException thrown) {
        StringJoiner text = new StringJoiner("\n  at ");
        text.add("error: " + message(shell, thrown));
        String last = "";
        int frames = 0;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String line = line(shell, frame);
            // of what calls itself, once
            if (!line.isEmpty() && !line.equals(last) && frames++ < MOST_FRAMES) {
                text.add(line);
                last = line;
            }
        }
        return text.toString();
    }

    /** The line of a snippet; empty for a frame that is none of theirs. */
    private static String line(JShell shell, StackTraceElement frame) {
        String file = frame.getFileName();
        boolean isSnippet = file != null && file.startsWith("#");
        return isSnippet
                ? sourceLine(shell, file.substring(1), frame.getLineNumber()).orElse("")
                : "";
    }

    private static String message(JShell shell, JShellException thrown) {
        if (thrown instanceof UnresolvedReferenceException unresolved) {
            var missing = shell.unresolvedDependencies(unresolved.getSnippet());
            return missing.collect(Collectors.joining(", ")) + " is used and is not defined";
        }
        String type = ((EvalException) thrown).getExceptionClassName();
        return message(type, thrown.getMessage());
    }

    /** A failure of ours explains itself; the type of another says what it is. */
    static String message(String type, String message) {
        if (type.equals(FeshException.class.getName())) {
            return message;
        }
        String name = type.substring(type.lastIndexOf('.') + 1);
        return message == null ? name : name + ": " + AROUND.matcher(message).replaceAll("");
    }

    private static Optional<String> sourceLine(JShell shell, String id, int line) {
        return shell.snippets()
                .filter(snippet -> snippet.id().equals(id))
                .map(Snippet::source)
                .flatMap(source -> source.lines().skip(Math.max(0, line - 1L)).limit(1))
                .map(String::strip)
                .findFirst();
    }
}
