// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of lines for the prompt. What an event relied on stands before the line that makes it, as
 * comments of one form, whose columns are parted by {@code |}:
 *
 * <pre>
 * #: kernel RELEASE [BUILD-ID]
 * #: function [MODULE:]NAME
 * #: prototype DECLARATION
 * #: field NAME | READ AS | C TYPE | BYTES [signed] | WAY | PATH
 * create LINE
 * </pre>
 *
 * A line that makes an event and has none of them before it relies on nothing that is known.
 *
 * @param kernel on which it was saved; empty if the file does not say
 */
public record SavedSession(String kernel, List<SavedEvent> events) {
    private static final String MARK = "#: ";
    private static final Pattern MAKES = Pattern.compile("\\s*(?:create|trace)\\s+(\\S.*?)\\s*");
    private static final int COLUMNS = 6;

    public SavedSession {
        events = List.copyOf(events);
    }

    /** What an event relied on, as it is written. */
    public static List<String> lines(Reliance relied) {
        List<String> lines = new ArrayList<>();
        lines.add(MARK + "function " + relied.function());
        if (!relied.declaration().isEmpty()) {
            lines.add(MARK + "prototype " + relied.declaration());
        }
        for (Relied field : relied.fields()) {
            lines.add(
                    MARK
                            + "field "
                            + String.join(
                                    " | ",
                                    field.name(),
                                    field.read(),
                                    field.cType(),
                                    field.size(),
                                    field.way(),
                                    field.path()));
        }
        return lines;
    }

    public static String kernelLine(String kernel) {
        return MARK + "kernel " + kernel;
    }

    /** Reads what {@link #lines} wrote; lines of other kinds are left to who runs them. */
    public static SavedSession of(List<String> lines) {
        String kernel = "";
        String function = "";
        String declaration = "";
        List<Relied> fields = new ArrayList<>();
        List<SavedEvent> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher makes = MAKES.matcher(line);
            if (line.startsWith(MARK)) {
                String[] words = line.substring(MARK.length()).split(" ", 2);
                String rest = words.length < 2 ? "" : words[1];
                switch (words[0]) {
                    case "kernel" -> kernel = rest;
                    case "function" -> function = rest;
                    case "prototype" -> declaration = rest;
                    case "field" -> field(rest).ifPresent(fields::add);
                    default -> {
                        // a later fesh may know more
                    }
                }
            } else if (makes.matches()) {
                Optional<Reliance> relied =
                        function.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Reliance(function, declaration, fields));
                events.add(new SavedEvent(i + 1, makes.group(1), relied));
                function = "";
                declaration = "";
                fields = new ArrayList<>();
            }
        }
        return new SavedSession(kernel, events);
    }

    private static Optional<Relied> field(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != COLUMNS) {
            return Optional.empty();
        }
        return Optional.of(
                new Relied(
                        parts[0].strip(),
                        parts[1].strip(),
                        parts[2].strip(),
                        parts[3].strip(),
                        parts[4].strip(),
                        parts[5].strip()));
    }
}
