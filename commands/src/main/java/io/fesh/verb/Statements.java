// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text of several lines as the commands in it: a verb's line goes on in the next while a bracket
 * or a string is open, or behind a backslash. Where nothing closes it before a blank line or the
 * end, it is the wrong line that it looks like, and takes no other with it. Java is left as it is:
 * its lines are put together by who knows its grammar.
 */
public final class Statements {
    /** Verbs whose lines belong to somebody else's language. */
    private static final Set<String> FOREIGN = Set.of("run", "java");

    private final CommandTable table;

    public Statements(CommandTable table) {
        this.table = table;
    }

    /** The commands, each in one line. */
    public List<String> of(String text) {
        List<String> lines = Dispatcher.lines(text);
        List<String> commands = new ArrayList<>();
        for (int at = 0; at < lines.size(); ) {
            Optional<Joined> joined = joined(lines, at);
            commands.add(joined.map(Joined::text).orElse(lines.get(at)));
            at = joined.map(Joined::end).orElse(at + 1);
        }
        return commands;
    }

    /** Whether the last of them waits for another line. */
    public boolean goesOn(String text) {
        List<String> lines = Dispatcher.lines(text);
        if (lines.get(lines.size() - 1).isBlank()) {
            return false;
        }
        for (int at = 0; at < lines.size(); ) {
            if (isVerb(lines.get(at)) && isOpen(lines.get(at))) {
                Optional<Joined> joined = joined(lines, at);
                if (joined.isEmpty()) {
                    return lines.subList(at, lines.size()).stream().noneMatch(String::isBlank);
                }
                at = joined.get().end();
            } else {
                at++;
            }
        }
        return false;
    }

    /**
     * @param end the line after its last
     */
    private record Joined(String text, int end) {}

    private Optional<Joined> joined(List<String> lines, int from) {
        String text = lines.get(from);
        if (!isVerb(text)) {
            return Optional.empty();
        }
        int end = from + 1;
        while (isOpen(text)) {
            if (end == lines.size() || lines.get(end).isBlank()) {
                return Optional.empty();
            }
            String begun = endsInBackslash(text) ? text.substring(0, text.length() - 1) : text;
            text = begun + " " + lines.get(end);
            end++;
        }
        return Optional.of(new Joined(text, end));
    }

    private boolean isVerb(String line) {
        String word = line.strip().split("\\s", 2)[0];
        return table.find(word).filter(verb -> !FOREIGN.contains(verb.name())).isPresent();
    }

    private static boolean endsInBackslash(String line) {
        return line.endsWith("\\");
    }

    private static boolean isOpen(String line) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']' || c == '}')) {
                depth--;
            }
        }
        return quoted || depth > 0 || endsInBackslash(line);
    }
}
