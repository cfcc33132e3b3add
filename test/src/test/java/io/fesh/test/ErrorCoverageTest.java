// SPDX-License-Identifier: Apache-2.0
package io.fesh.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every refusal of the module is in a session, with its caret, or cannot be met at the prompt. */
class ErrorCoverageTest {
    private static final Path TABLE = Path.of("..", "kernel-module", "parse.h");
    private static final Pattern ENTRY =
            Pattern.compile("\\bX\\(([A-Z_]+), \"((?:[^\"\\\\]|\\\\.)*)\"\\)");

    /** The prompt refuses these lines before the module sees them. */
    private static final Set<String> BEFORE =
            Set.of("EMPTY", "LINE_TOO_LONG", "NO_EVENT_NAME", "NO_LIMIT");

    /** The prompt says in other words, with a way on, what these say. */
    private static final Set<String> IN_OTHER_WORDS =
            Set.of("NO_SUCH_FUNCTION", "EVENT_EXISTS", "NO_SUCH_EVENT");

    /** No line alone brings these about; the module's own tests do. */
    private static final Set<String> OF_THE_SYSTEM =
            Set.of(
                    "TOO_MANY_EVENTS",
                    "FUNCTION_GONE",
                    "NO_MEMORY",
                    "LOCKED_DOWN",
                    "NO_PRIVILEGE",
                    "LISTED_TOO_LONG");

    /** Of the function_events file, whose tests meet them; or of a kernel without rethook. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "EVENT_BUSY",
                    "NOT_ENABLED_HERE",
                    "TRACE_RECORD_TOO_LARGE",
                    "TRACE_EVENT_FAILED",
                    "STACK_UNSUPPORTED",
                    "RETURN_UNSUPPORTED");

    @Test
    void everyRefusalOfTheModuleIsInASession() throws IOException {
        Map<String, String> table = table();
        Set<String> seen =
                SessionFile.all(Path.of("sessions")).stream()
                        .flatMap(session -> session.steps().stream())
                        .flatMap(step -> step.expected().stream())
                        .collect(Collectors.toSet());
        assertThat(table).hasSizeGreaterThan(30);
        assertThat(table.keySet()).containsAll(BEFORE).containsAll(IN_OTHER_WORDS);
        assertThat(table.keySet()).containsAll(OF_THE_SYSTEM).containsAll(ELSEWHERE);
        table.keySet().removeAll(BEFORE);
        table.keySet().removeAll(IN_OTHER_WORDS);
        table.keySet().removeAll(OF_THE_SYSTEM);
        table.keySet().removeAll(ELSEWHERE);
        assertThat(table)
                .allSatisfy((code, text) -> assertThat(seen).as(code).contains("error: " + text));
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(TABLE));
        while (entry.find()) {
            table.put(entry.group(1), entry.group(2).replace("\\\"", "\""));
        }
        return table;
    }
}
