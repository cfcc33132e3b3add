// SPDX-License-Identifier: Apache-2.0
package io.fesh.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;

class QuotingTest {

    static Stream<String[]> texts() {
        return Stream.of(
                new String[] {"plain /etc/hostname", "plain /etc/hostname"},
                new String[] {"new\nline, tab\t", "new\\nline, tab\\t"},
                new String[] {"quote\" back\\", "quote\\\" back\\\\"},
                new String[] {"\u001b[1A\u001b]0;PWN\u0007", "\\x1b[1A\\x1b]0;PWN\\x07"},
                new String[] {"\r\u0000\u007f", "\\x0d\\x00\\x7f"},
                new String[] {"\u0085\u009b2J", "\\xc2\\x85\\xc2\\x9b2J"},
                new String[] {"line\u2028sep\u2029", "line\\xe2\\x80\\xa8sep\\xe2\\x80\\xa9"},
                new String[] {"\u202Egnp.exe", "\\xe2\\x80\\xaegnp.exe"},
                new String[] {
                    "\u2066\u2069\u200f\u061c",
                    "\\xe2\\x81\\xa6\\xe2\\x81\\xa9\\xe2\\x80\\x8f\\xd8\\x9c"
                },
                new String[] {
                    "na\u00efve \u65e5\u672c \ud83d\ude00", "na\u00efve \u65e5\u672c \ud83d\ude00"
                });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void showsTextAndEscapesWhatATerminalWouldActOn(String text, String quoted) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Quoting.quote(bytes)).isEqualTo('"' + quoted + '"');
    }

    static Stream<Object[]> broken() {
        return Stream.of(
                new Object[] {bytes(0xff), "\\xff"},
                new Object[] {bytes('a', 0x80, 'b'), "a\\x80b"},
                new Object[] {bytes(0xc3), "\\xc3"}, // ends early
                new Object[] {bytes(0xc0, 0xaf), "\\xc0\\xaf"}, // overlong /
                new Object[] {bytes(0xe0, 0x80, 0xaf), "\\xe0\\x80\\xaf"}, // overlong /
                new Object[] {bytes(0xed, 0xa0, 0x80), "\\xed\\xa0\\x80"}, // surrogate
                new Object[] {bytes(0xf4, 0x90, 0x80, 0x80), "\\xf4\\x90\\x80\\x80"}, // too high
                new Object[] {bytes(0xf0, 0x9f, 0x98), "\\xf0\\x9f\\x98"}); // ends early
    }

    @ParameterizedTest
    @MethodSource("broken")
    void escapesBytesThatAreNotUtf8(byte[] bytes, String quoted) {
        assertThat(Quoting.quote(bytes)).isEqualTo('"' + quoted + '"');
    }

    @Test
    void canBeUndoneForAnyBytesAndLetsNoControlByteThrough() {
        Random random = new Random(2018);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (round % 2 == 0) {
                bytes = new String(bytes, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8);
            }
            StringBuilder out = new StringBuilder();
            Quoting.append(out, bytes, 0, bytes.length);
            assertThat(Unquoting.unquote(out.toString())).isEqualTo(bytes);
            assertThat(out.toString().codePoints().noneMatch(Quoting::isUnsafe)).isTrue();
        }
    }

    @Test
    void sentencesKeepTheirQuotesAndBackslashes() {
        assertThat(Quoting.visible("no \"x\\y\" here")).isEqualTo("no \"x\\y\" here");
        assertThat(Quoting.visible("no \u001b[2J here\n")).isEqualTo("no \\x1b[2J here\\n");
        assertThat(Quoting.visible("byte \udc80")).isEqualTo("byte \\x80");
        assertThat(Quoting.visible("\u65e5\u672c")).isEqualTo("\u65e5\u672c");
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
