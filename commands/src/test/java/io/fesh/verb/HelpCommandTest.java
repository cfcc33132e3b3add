// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class HelpCommandTest {
    /** Of 24 rows the line that asked is one, and the next prompt another. */
    private static final int ROWS = 22;

    private static final int COLUMNS = 80;

    static Stream<String> lines() {
        Stream<String> verbs =
                CommandTable.standard().commands().stream().map(verb -> "help " + verb.name());
        Stream<String> topics = Stream.of(HelpTopic.values()).map(topic -> "help " + topic.title());
        return Stream.of(Stream.of("help", "help keys"), verbs, topics).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatHelpSaysIsOnASmallScreenWhole(String line) throws InterruptedException {
        Typed typed = new Typed();
        List<String> shown = typed.type(line);
        assertThat(typed.outcome()).isEqualTo(Dispatcher.Outcome.DONE);
        assertThat(shown).isNotEmpty().hasSizeLessThanOrEqualTo(ROWS);
        assertThat(shown).allMatch(row -> row.length() <= COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTopicHasExamples(HelpTopic topic) {
        assertThat(topic.examples()).hasSizeGreaterThanOrEqualTo(2);
    }

    static HelpTopic[] topics() {
        return HelpTopic.values();
    }
}
