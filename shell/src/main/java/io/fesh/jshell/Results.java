// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.verb.Output;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is shown when a snippet has run. */
final class Results {
    private static final int MOST_CHARACTERS = 2000;
    private static final int MOST_LINES = 40;

    private Results() {}

    static void show(JShell shell, SnippetEvent event, Output out) {
        Snippet snippet = event.snippet();
        if (snippet instanceof VarSnippet variable) {
            value(variable.name(), variable.typeName(), event.value(), out);
        } else if (snippet instanceof ExpressionSnippet expression) {
            value(expression.name(), expression.typeName(), event.value(), out);
        } else if (snippet instanceof MethodSnippet method) {
            String name = method.name() + "(" + method.parameterTypes() + ")";
            declared(shell, event, "method " + name, out);
        } else if (snippet instanceof TypeDeclSnippet type) {
            String kind = type.subKind().name().replace("_SUBKIND", "").toLowerCase(Locale.ROOT);
            declared(shell, event, kind + " " + type.name(), out);
        }
    }

    private static void value(String name, String type, String value, Output out) {
        String shown = value == null ? "null" : value;
        String cut = shown.length() > MOST_CHARACTERS ? shown.substring(0, MOST_CHARACTERS) : shown;
        List<String> lines = cut.lines().limit(MOST_LINES).toList();
        List<StyledText> text = new ArrayList<>();
        for (int i = 0; i < Math.max(1, lines.size()); i++) {
            String line = lines.isEmpty() ? "" : Quoting.visible(lines.get(i));
            text.add(
                    i > 0
                            ? StyledText.plain(line)
                            : StyledText.builder()
                                    .add(Style.FIELD, name)
                                    .add(Style.DIM, " ==> ")
                                    .add(line)
                                    .build());
        }
        long left = shown.length() - lines.stream().mapToLong(line -> line.length() + 1L).sum();
        if (left > 0) {
            String more = Numbers.count(left, "more character", "more characters");
            text.add(StyledText.of(Style.DIM, "... " + more + ": show(" + name + ")"));
        }
        out.data(text, List.of(object(name, type, shown)));
    }

    private static String object(String name, String type, String value) {
        return "{\"java\":"
                + Json.string(name)
                + ",\"type\":"
                + Json.string(type)
                + ",\"value\":"
                + Json.string(value)
                + "}";
    }

    private static void declared(JShell shell, SnippetEvent event, String what, Output out) {
        String verb = event.previousStatus() == Status.NONEXISTENT ? "created " : "replaced ";
        String missing = "";
        if (event.status() != Status.VALID) {
            missing =
                    shell.unresolvedDependencies((DeclarationSnippet) event.snippet())
                            .collect(
                                    Collectors.joining(
                                            ", ", ", which cannot be used without ", ""));
        }
        out.line(StyledText.plain(Quoting.visible(verb + what + missing)));
    }
}
