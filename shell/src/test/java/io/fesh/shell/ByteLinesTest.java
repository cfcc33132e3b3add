// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ByteLinesTest {

    private static List<String> lines(byte[] bytes) throws IOException {
        ByteLines lines = new ByteLines(new ByteArrayInputStream(bytes), true);
        List<String> all = new ArrayList<>();
        for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void aLastLineWithoutLineBreakIsRead() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
    }

    @Test
    void aLineBreakEndsALineAndBeginsNone() throws IOException {
        assertThat(lines("a\n\nb\n")).containsExactly("a", "", "b");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void linesMayEndAsOnWindows() throws IOException {
        assertThat(lines("a\r\nb\rc\r\n")).containsExactly("a", "b\rc");
    }

    @Test
    void charactersOfSeveralBytesAreKept() throws IOException {
        assertThat(lines("caf\u00e9 \u4e2d \ud83d\ude00\n"))
                .containsExactly("caf\u00e9 \u4e2d \ud83d\ude00");
    }

    @Test
    void aByteThatIsNotUtf8KeepsItsPlaceAsALoneSurrogate() throws IOException {
        assertThat(lines(bytes('a', 0xff, 'b', '\n', 'c'))).containsExactly("a\udcffb", "c");
        // the first two of three bytes of a character, at the end of the line
        assertThat(lines(bytes('a', 0xe4, 0xb8, '\n'))).containsExactly("a\udce4\udcb8");
        // a surrogate that somebody encoded
        assertThat(lines(bytes(0xed, 0xb3, 0xbf))).containsExactly("\udced\udcb3\udcbf");
    }

    @Test
    void aLineOfAHundredThousandBytesIsReadWhole() throws IOException {
        String line = "x".repeat(100_000);
        assertThat(lines(line + "\nnext\n")).containsExactly(line, "next");
    }

    @Test
    void anEndlessLineDoesNotFillTheHeap() throws IOException {
        List<String> read = lines("x".repeat(5_000_000) + "\nnext\n");
        assertThat(read.get(0)).hasSize(1 << 20);
        assertThat(read.get(1)).isEqualTo("next");
    }
}
