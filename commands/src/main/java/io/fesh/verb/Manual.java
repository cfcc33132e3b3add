// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of a verb, and what fits behind it: all that help and completion know.
 *
 * @param name the full name; unique prefixes of it work too
 * @param aliases other names ({@code q} for quit)
 * @param usage {@code enable NAME} and the like
 * @param summary one line: what it does
 * @param details what help of this verb says beyond that: lines of at most 80 columns
 * @param examples lines that can be typed as they stand
 * @param arguments the kinds of its arguments by position; there are no more than these
 * @param options words that may stand in place of the first argument, and what each does
 */
public record Manual(
        String name,
        List<String> aliases,
        String usage,
        String summary,
        List<String> details,
        List<String> examples,
        List<ArgKind> arguments,
        Map<String, String> options) {
    public Manual {
        aliases = List.copyOf(aliases);
        details = List.copyOf(details);
        examples = List.copyOf(examples);
        arguments = List.copyOf(arguments);
        // in the order in which they were named
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Begins one, which its examples end.
     *
     * @param usage the name first, up to a blank or a bracket
     */
    static Draft of(String usage, String summary) {
        return new Draft(usage, summary);
    }

    /** A manual that is being written. */
    static final class Draft {
        private final String usage;
        private final String summary;
        private List<String> aliases = List.of();
        private List<String> details = List.of();
        private List<ArgKind> arguments = List.of();
        private final Map<String, String> options = new LinkedHashMap<>();

        private Draft(String usage, String summary) {
            this.usage = usage;
            this.summary = summary;
        }

        Draft also(String... names) {
            aliases = List.of(names);
            return this;
        }

        Draft takes(ArgKind... kinds) {
            arguments = List.of(kinds);
            return this;
        }

        Draft option(String word, String does) {
            options.put(word, does);
            return this;
        }

        Draft details(String... lines) {
            return details(List.of(lines));
        }

        Draft details(List<String> lines, String... more) {
            details = new ArrayList<>(lines);
            details.addAll(List.of(more));
            return this;
        }

        /** At least two lines. */
        Manual examples(String first, String second, String... more) {
            List<String> examples = new ArrayList<>(List.of(first, second));
            examples.addAll(List.of(more));
            String name = usage.split("[ \\[]", 2)[0];
            return new Manual(name, aliases, usage, summary, details, examples, arguments, options);
        }
    }
}
