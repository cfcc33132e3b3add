// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.verb.Snippets.Kind;

import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What names stand for in snippets. Asked on any thread, and told anew when a snippet has run. */
final class Definitions {
    /** What can be called without naming a class, known before there is a compiler. */
    static final Map<String, Kind> OF_THE_API =
            Map.of(
                    "kernel", Kind.VARIABLE,
                    "events", Kind.METHOD,
                    "fesh", Kind.METHOD,
                    "hex", Kind.METHOD,
                    "live", Kind.METHOD,
                    "on", Kind.METHOD,
                    "sh", Kind.METHOD,
                    "show", Kind.METHOD);

    private final Map<String, Kind> defined = new ConcurrentHashMap<>();
    private final ImportedTypes imported = new ImportedTypes();

    Optional<Kind> kind(String name) {
        Kind kind = defined.getOrDefault(name, OF_THE_API.get(name));
        return kind == null && imported.has(name)
                ? Optional.of(Kind.TYPE)
                : Optional.ofNullable(kind);
    }

    /** All but types that are imported, as they are typed. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        defined.forEach((name, kind) -> names.add(typed(name, kind)));
        OF_THE_API.forEach((name, kind) -> names.add(typed(name, kind)));
        return names.stream().distinct().sorted().toList();
    }

    private static String typed(String name, Kind kind) {
        return kind == Kind.METHOD ? name + "(" : name;
    }

    void update(JShell shell) {
        shell.imports().forEach(this::add);
        shell.types().forEach(type -> defined.put(type.name(), Kind.TYPE));
        shell.methods().forEach(method -> defined.put(method.name(), Kind.METHOD));
        // of a name that is both, a line that is just it means the variable
        shell.variables().forEach(variable -> defined.put(variable.name(), Kind.VARIABLE));
    }

    private void add(ImportSnippet snippet) {
        String name = snippet.fullname();
        if (name.endsWith(".*")) {
            imported.add(name.substring(0, name.length() - 2));
        } else {
            defined.put(snippet.name(), snippet.isStatic() ? Kind.METHOD : Kind.TYPE);
        }
    }

    void clear() {
        defined.clear();
    }

    /**
     * Definitions of somebody's that make the same again: what runs comes behind what it may use.
     */
    static List<String> sources(JShell shell) {
        return sources(shell, snippet -> true);
    }

    static List<String> withoutVariables(JShell shell) {
        return sources(shell, snippet -> !(snippet instanceof VarSnippet));
    }

    private static List<String> sources(JShell shell, Predicate<Snippet> which) {
        return shell.snippets()
                .filter(Engine::isTyped)
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(snippet -> snippet.kind().isPersistent())
                .filter(snippet -> snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .filter(which)
                .sorted(Comparator.comparingInt(Definitions::rank))
                .map(snippet -> snippet.source().strip())
                .toList();
    }

    private static int rank(Snippet snippet) {
        return snippet instanceof ImportSnippet ? 0 : snippet instanceof VarSnippet ? 2 : 1;
    }
}
