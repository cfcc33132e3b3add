// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static io.fesh.shell.Options.Colors.ALWAYS;
import static io.fesh.shell.Options.Colors.AUTO;
import static io.fesh.shell.Options.Colors.NEVER;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.render.Style;
import io.fesh.render.StyledText;

import org.junit.jupiter.api.Test;

class ThemeTest {

    @Test
    void coloursAreForTerminalsThatHaveThem() {
        assertThat(Theme.choose(AUTO, null, true, "xterm")).isEqualTo(Theme.COLORED);
        assertThat(Theme.choose(AUTO, null, false, "xterm")).isEqualTo(Theme.PLAIN);
        assertThat(Theme.choose(AUTO, null, true, "dumb")).isEqualTo(Theme.PLAIN);
        assertThat(Theme.choose(AUTO, null, true, null)).isEqualTo(Theme.PLAIN);
    }

    @Test
    void noColorIsObeyedUnlessItIsEmpty() {
        assertThat(Theme.choose(AUTO, "1", true, "xterm")).isEqualTo(Theme.PLAIN);
        assertThat(Theme.choose(AUTO, "", true, "xterm")).isEqualTo(Theme.COLORED);
    }

    @Test
    void whatWasAskedForCountsMost() {
        assertThat(Theme.choose(ALWAYS, "1", false, null)).isEqualTo(Theme.COLORED);
        assertThat(Theme.choose(NEVER, null, true, "xterm")).isEqualTo(Theme.PLAIN);
    }

    @Test
    void everyPieceEndsItsOwnColour() {
        StringBuilder out = new StringBuilder();
        Theme.COLORED.append(
                out, StyledText.builder().add("f(").add(Style.STRING, "\"x\"").add(")").build());
        assertThat(out).hasToString("f(\u001b[32m\"x\"\u001b[m)");
    }

    private static String drawn(Theme theme) {
        StringBuilder out = new StringBuilder();
        theme.append(out, StyledText.of(Style.STRING, "x"));
        return out.toString();
    }

    @Test
    void aTerminalThatTellsItsGroundHasColoursForIt() {
        assertThat(drawn(Theme.named("auto", 256, "15;0"))).isEqualTo("\033[38;5;114mx\033[m");
        assertThat(drawn(Theme.named("auto", 256, "0;15"))).isEqualTo("\033[38;5;28mx\033[m");
        assertThat(Theme.named("auto", 256, null)).isEqualTo(Theme.COLORED);
        assertThat(Theme.named("auto", 256, "default;default")).isEqualTo(Theme.COLORED);
    }

    @Test
    void aTerminalWithFewerColoursHasItsOwn() {
        assertThat(drawn(Theme.named("dark", 16, null))).isEqualTo("\033[92mx\033[m");
        assertThat(drawn(Theme.named("light", 8, null))).isEqualTo("\033[32mx\033[m");
        assertThat(Theme.named("dark", 0, null)).isEqualTo(Theme.PLAIN);
    }

    @Test
    void aThemeThatWasChosenByNameComesBeforeNoColorButNotBeforeTheOption() {
        assertThat(new ThemeChoice(AUTO, Theme.PLAIN, 256, null).of("auto")).isEqualTo(Theme.PLAIN);
        assertThat(new ThemeChoice(AUTO, Theme.PLAIN, 256, null).of("dark").isPlain()).isFalse();
        assertThat(new ThemeChoice(NEVER, Theme.PLAIN, 256, null).of("dark").isPlain()).isTrue();
    }
}
