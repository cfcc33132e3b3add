// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What help says of things that are no verbs: {@code help/NAME.help}, each for 24 rows. */
public enum HelpTopic {
    LINES("how a line says what to record"),
    FILTERS("which hits are recorded"),
    TYPES("types of the fields in a line"),
    FORMATS("how values, memory and hits are shown"),
    EXPRESSIONS("what print, x, whatis and ptype understand");

    /** The lines behind it can be typed as they stand. */
    static final String EXAMPLES = "examples:";

    private final String summary;

    HelpTopic(String summary) {
        this.summary = summary;
    }

    static Optional<HelpTopic> of(String title) {
        return Stream.of(values()).filter(topic -> topic.title().equals(title)).findFirst();
    }

    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is about, in a few words. */
    public String summary() {
        return summary;
    }

    /** As it is shown. */
    List<String> text() {
        String file = "help/" + title() + ".help";
        try (InputStream in = HelpTopic.class.getResourceAsStream(file)) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> examples() {
        return text().stream()
                .dropWhile(line -> !line.equals(EXAMPLES))
                .skip(1)
                .map(String::strip)
                .toList();
    }
}
