// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the compiler says of a snippet, as an error of the line in which it is. */
final class Diagnosis {
    private static final Pattern SYMBOL = Pattern.compile("symbol: +(\\w+) ([^\\s(]+)(.*)");
    private static final Pattern LOCATION =
            Pattern.compile("location: (?:variable \\w+ of type|class|interface) (\\S+)");

    /** The packages of a qualified name. */
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private static final int LONGEST_HINT = 240;

    private Diagnosis() {}

    static LineError of(JShell shell, String snippet, List<Diag> diagnostics) {
        Diag first =
                diagnostics.stream().filter(Diag::isError).findFirst().orElse(diagnostics.get(0));
        String said = PACKAGES.matcher(first.getMessage(Locale.ROOT)).replaceAll("");
        int start = (int) Math.max(0, first.getStartPosition());
        int end = (int) Math.max(start, first.getEndPosition());
        Matcher symbol = SYMBOL.matcher(said);
        if (!symbol.find()) {
            return error(snippet, start, end, shortened(said), "");
        }
        String name = symbol.group(2);
        // of a.b.name(c) only the name
        int at = snippet.lastIndexOf(name, Math.max(0, Math.min(end, snippet.length()) - 1));
        if (at >= start) {
            start = at;
            end = at + name.length();
        }
        Matcher location = LOCATION.matcher(said);
        String where = location.find() ? " in " + location.group(1) : "";
        String message = symbol.group(1) + " " + name + symbol.group(3) + " is not known" + where;
        return error(snippet, start, end, message, hint(shell, snippet, start, name));
    }

    /** The name that was meant; for what looks like a function of the kernel, to trace it. */
    private static String hint(JShell shell, String snippet, int start, String name) {
        if (snippet.length() > LONGEST_HINT || snippet.contains("\n")) {
            return "";
        }
        List<String> names =
                shell
                        .sourceCodeAnalysis()
                        .completionSuggestions(
                                snippet.substring(0, start + 1), start + 1, new int[1])
                        .stream()
                        .map(Suggestion::continuation)
                        .map(text -> text.replaceAll("[(). ].*", ""))
                        .distinct()
                        .toList();
        List<String> near = Suggestions.near(name, names, 1);
        if (!near.isEmpty()) {
            String after = snippet.substring(start + name.length());
            return "try: " + unterminated(snippet.substring(0, start) + near.get(0) + after);
        }
        if (start == 0 && snippet.startsWith(name + "(")) {
            return "try: trace " + unterminated(snippet);
        }
        return start == 0 ? "try: help" : "";
    }

    /** Without the semicolon that JShell adds. */
    private static String unterminated(String snippet) {
        return snippet.endsWith(";") ? snippet.substring(0, snippet.length() - 1) : snippet;
    }

    /** The first thing that is said, with its reason. */
    private static String shortened(String said) {
        List<String> lines = said.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
        String first = lines.get(0);
        return lines.size() > 1 && !first.endsWith(":") && first.contains("incompatible")
                ? first + ": " + lines.get(1)
                : first;
    }

    /** Positions are in the snippet, which may have many lines; one of them is shown. */
    private static LineError error(
            String snippet, int start, int end, String message, String hint) {
        int from = Math.min(start, snippet.length());
        int lineStart = snippet.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
        lineStart = Math.min(lineStart, from);
        int lineEnd = snippet.indexOf('\n', from);
        lineEnd = lineEnd < 0 ? snippet.length() : lineEnd;
        int to = Math.max(from, Math.min(end, lineEnd));
        return new LineError(
                snippet.substring(lineStart, lineEnd),
                new Span(from - lineStart, Math.max(to, from + 1) - lineStart),
                message,
                hint);
    }
}
