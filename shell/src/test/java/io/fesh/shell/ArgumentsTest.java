// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class ArgumentsTest {

    private static Arguments.Answer answer(String... arguments) {
        return catchThrowableOfType(Arguments.Answer.class, () -> Arguments.parse(arguments));
    }

    @Test
    void nothingIsAPromptOnTheDefaultTarget() throws Exception {
        Options options = Arguments.parse(new String[0]);
        assertThat(options.isBatch()).isFalse();
        assertThat(options.target()).isEmpty();
        assertThat(options.colors()).isEqualTo(Options.Colors.AUTO);
    }

    @Test
    void commandsKeepTheirOrder() throws Exception {
        Options options =
                Arguments.parse(
                        new String[] {"--target", "lab", "-e", "create f()", "-e", "!ls -l"});
        assertThat(options.commands()).containsExactly("create f()", "!ls -l");
        assertThat(options.target()).contains("lab");
        assertThat(options.isBatch()).isTrue();
    }

    @Test
    void aScriptIsABatchToo() throws Exception {
        Options options = Arguments.parse(new String[] {"-x", "a.fesh", "--json"});
        assertThat(options.script()).contains(Path.of("a.fesh"));
        assertThat(options.json()).isTrue();
        assertThat(options.isBatch()).isTrue();
    }

    @Test
    void filesOfTheSessionAreItsFirstLines() throws Exception {
        Options options =
                Arguments.parse(new String[] {"--record", "my hits", "--transcript", "it's"});
        assertThat(options.transcriptLine()).contains("set transcript 'it'\\''s'");
        assertThat(options.recordLine()).contains("record 'my hits'");
        assertThat(options.isBatch()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "never", "auto"})
    void coloursAreChosenByName(String when) throws Exception {
        assertThat(Arguments.parse(new String[] {"--color", when}).colors().name())
                .isEqualToIgnoringCase(when);
        assertThat(Arguments.parse(new String[] {"--color=" + when}).colors().name())
                .isEqualToIgnoringCase(when);
    }

    @Test
    void wrongUsageIsSaidWithTheValueAndAHint() {
        Arguments.Answer answer = answer("--color", "sometimes");
        assertThat(answer.exit()).isEqualTo(Exit.USAGE);
        assertThat(answer).hasMessageContaining("'sometimes' is none of auto, always, never");
        assertThat(answer).hasMessageEndingWith("try: fesh --help");
        assertThat(answer("--bogus")).hasMessageContaining("'--bogus'");
        assertThat(answer("stray")).hasMessage("'stray' is not expected\ntry: fesh --help");
        assertThat(answer("-e").exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void whatBelongsBehindAnOptionIsShownThere() {
        assertThat(answer("lab")).hasMessageEndingWith("try: fesh --target lab");
        assertThat(answer("pom.xml")).hasMessageEndingWith("try: fesh -x pom.xml");
    }

    @Test
    void helpNamesEveryOptionAndEveryExitStatus() {
        Arguments.Answer answer = answer("--help");
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(answer.getMessage())
                .contains("--target", "-e ", "-x ", "--json", "--color", "--yes", "--version")
                .contains("0 all went well, 1 a command failed, 2 wrong usage");
    }

    @Test
    void versionIsAnAnswer() {
        assertThat(answer("--version")).hasMessageStartingWith("fesh ");
        assertThat(answer("-V")).hasMessageStartingWith("fesh ");
    }
}
