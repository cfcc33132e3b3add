// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class CommandLinesTest {
    private final List<String> shown = new ArrayList<>();
    private final CommandLines lines = new CommandLines(line -> shown.add(line.text()));

    private void add(String text) {
        lines.add(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesArePutTogetherFromWhateverPiecesCome() {
        add("ho");
        add("st\nna");
        add("me");
        assertThat(shown).containsExactly("host");
        lines.end();
        lines.end();
        assertThat(shown).containsExactly("host", "name");
    }

    @Test
    void aCharacterMayBeCutByAPiece() {
        byte[] e = "\u00e9".getBytes(StandardCharsets.UTF_8);
        lines.add(new byte[] {e[0]});
        lines.add(new byte[] {e[1], '\n'});
        assertThat(shown).containsExactly("\u00e9");
    }

    @Test
    void tabsBecomeBlanksUpToTheNextColumnOfEight() {
        add("a\tbcd\te\n");
        assertThat(shown).containsExactly("a       bcd     e");
    }

    @Test
    void noControlByteReachesTheTerminal() {
        add("\u001b]0;owned\u0007\u001b[2J\r\n");
        assertThat(shown).containsExactly("\\x1b]0;owned\\x07\\x1b[2J");
    }

    @Test
    void quotesAndBackslashesStayAsTheyAre() {
        add("a \"b\" \\c\n");
        assertThat(shown).containsExactly("a \"b\" \\c");
    }

    @Test
    void aLineWithoutEndIsShownInParts() {
        add("x".repeat(200_000));
        lines.end();
        assertThat(String.join("", shown)).isEqualTo("x".repeat(200_000));
        assertThat(shown).hasSize(4);
    }
}
