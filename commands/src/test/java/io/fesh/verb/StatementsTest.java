// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
    private final Statements statements = new Statements(CommandTable.standard());

    @Test
    void eachLineIsACommand() {
        assertThat(statements.of("help quit\nstats\r\n")).containsExactly("help quit", "stats", "");
    }

    @Test
    void anOpenBracketOrStringGoesOnInTheNextLine() {
        assertThat(statements.of("trace vfs_read(\n  size_t count)\nstats"))
                .containsExactly("trace vfs_read(   size_t count)", "stats");
        assertThat(statements.of("enable x if path ~ \"a\nb\"\nstats"))
                .containsExactly("enable x if path ~ \"a b\"", "stats");
    }

    @Test
    void soDoesALineThatEndsInABackslash() {
        assertThat(statements.of("trace vfs_read(size_t count) \\\nif count > 1"))
                .containsExactly("trace vfs_read(size_t count)  if count > 1");
    }

    @Test
    void whatNothingClosesTakesNoOtherLineWithIt() {
        assertThat(statements.of("trace vfs_read(\nstats"))
                .containsExactly("trace vfs_read(", "stats");
        assertThat(statements.of("trace vfs_read(\n\nstats)"))
                .containsExactly("trace vfs_read(", "", "stats)");
    }

    @Test
    void aBracketInAStringOpensNothing() {
        assertThat(statements.of("enable x if path ~ \"(\\\"(\"\nstats")).hasSize(2);
    }

    @Test
    void javaAndCommandsOfTheTargetAreLeftAsTheyAre() {
        assertThat(statements.of("int f(\nint a) {}")).containsExactly("int f(", "int a) {}");
        assertThat(statements.of("!echo \"(\nstats")).containsExactly("!echo \"(", "stats");
        assertThat(statements.of("run echo (\nstats")).containsExactly("run echo (", "stats");
    }

    @Test
    void aLineGoesOnUntilItIsClosedOrBlank() {
        assertThat(statements.goesOn("trace vfs_read(")).isTrue();
        assertThat(statements.goesOn("stats\ntrace vfs_read(\nsize_t a,")).isTrue();
        assertThat(statements.goesOn("trace vfs_read(\nsize_t a)")).isFalse();
        assertThat(statements.goesOn("trace vfs_read(\n")).isFalse();
        assertThat(statements.goesOn("stats")).isFalse();
        assertThat(statements.goesOn("")).isFalse();
    }
}
