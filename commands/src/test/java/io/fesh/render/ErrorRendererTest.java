// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ErrorRendererTest {

    @Test
    void saysWhatWhereAndWhatToTypeInstead() {
        assertThat(lines("create vfs_reed(int fd)", 7, 15, "try: create vfs_read(int fd)"))
                .containsExactly(
                        "error: it is wrong",
                        "  create vfs_reed(int fd)",
                        "         ^~~~~~~~",
                        "try: create vfs_read(int fd)");
    }

    @Test
    void aHintThatIsNoLineIsCalledAHint() {
        assertThat(lines("x", 0, 1, "load the module first"))
                .last()
                .isEqualTo("hint: load the module first");
    }

    @Test
    void withoutHintThereIsNoLineForIt() {
        assertThat(lines("abc", 1, 2, "")).containsExactly("error: it is wrong", "  abc", "   ^");
    }

    @Test
    void theCaretMayStandBehindTheEnd() {
        assertThat(lines("abc", 3, 4, "")).endsWith("  abc", "     ^");
        assertThat(lines("abc", 90, 91, "")).endsWith("  abc", "     ^");
    }

    @Test
    void controlCharactersAreShownEscapedAndTheCaretFollows() {
        assertThat(lines("a\u001b[2J\tb", 6, 7, "")).endsWith("  a\\x1b[2J\\tb", "            ^");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndJoiningOnesNone() {
        assertThat(lines("\u65e5\u672c x", 3, 4, "")).endsWith("  \u65e5\u672c x", "       ^");
        assertThat(lines("\u65e5\u672c", 1, 2, "")).endsWith("    ^~");
        assertThat(lines("e\u0301x", 2, 3, "")).endsWith("   ^");
        assertThat(lines("\ud83d\ude00x", 2, 3, "")).endsWith("    ^");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40, 77, 78, 79, 500, 985, 999, 1000})
    void aLongLineIsShownAroundTheCaretWithinTheWidth(int at) {
        String line = "0123456789".repeat(100);
        List<String> lines = lines(line, at, at + 3, "");
        String excerpt = lines.get(1);
        String caret = lines.get(2);
        assertThat(excerpt.length()).isLessThanOrEqualTo(80);
        assertThat(caret.length()).isLessThanOrEqualTo(80);
        int column = caret.indexOf('^');
        if (at < line.length()) {
            assertThat(excerpt.charAt(column)).isEqualTo(line.charAt(at));
            assertThat(caret.trim()).isEqualTo("^~~".substring(0, Math.min(3, line.length() - at)));
        } else {
            assertThat(column).isEqualTo(excerpt.length());
        }
        assertThat(excerpt.startsWith("  ...")).isEqualTo(at > 23);
        assertThat(excerpt.endsWith("...")).isEqualTo(at < 930);
    }

    @Test
    void aHundredKilobytesOfWideAndControlCharactersStayWithinTheWidth() {
        String line = "\u65e5\u001b\ud83d\ude00".repeat(25_000);
        for (int at = 0; at < line.length(); at += 7_001) {
            List<String> lines = lines(line, at, line.length(), "");
            assertThat(Columns.of(lines.get(1))).isLessThanOrEqualTo(80);
            assertThat(lines.get(2).length()).isLessThanOrEqualTo(80);
        }
    }

    @Test
    void aTargetThatIsNotReadySaysTheCure() {
        TargetException error = new TargetException("/dev/fesh is not there", "insmod fesh.ko");
        assertThat(ErrorRenderer.lines(error).stream().map(StyledText::text))
                .containsExactly("error: /dev/fesh is not there", "hint: insmod fesh.ko");
    }

    private static List<String> lines(String line, int start, int end, String hint) {
        LineError error = new LineError(line, new Span(start, end), "it is wrong", hint);
        return ErrorRenderer.lines(error, 80).stream().map(StyledText::text).toList();
    }
}
