// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class MemoryTest {
    private final Memory memory =
            new Memory(
                    0xffffffff81000000L,
                    new byte[] {1, 2, 3, (byte) 0xff, 'a', 'b', 0, 'c', 9},
                    16);

    @Test
    void numbersAreLittleEndianAndUnsigned() {
        assertThat(memory.u8(3)).isEqualTo(0xff);
        assertThat(memory.u16(0)).isEqualTo(0x0201);
        assertThat(memory.u32(0)).isEqualTo(0xff030201L);
        assertThat(memory.u64(1)).isEqualTo(0x0963006261ff0302L);
    }

    @Test
    void aTextEndsAtANulOrWithTheBytes() {
        assertThat(memory.text(4)).isEqualTo("ab");
        assertThat(new Memory(0, "abc".getBytes(StandardCharsets.UTF_8), 3).text(1))
                .isEqualTo("bc");
    }

    @Test
    void whatCouldNotBeReadIsNoZero() {
        assertThatThrownBy(() -> memory.u8(9))
                .isInstanceOf(FeshException.class)
                .hasMessage("0xffffffff81000009 cannot be read");
        assertThatThrownBy(() -> memory.u32(14))
                .hasMessage("0xffffffff8100000e is outside of the 16 bytes that were asked for");
        assertThatThrownBy(() -> memory.u8(-1)).isInstanceOf(FeshException.class);
    }

    @Test
    void isShownInHexWithTheEndOfWhatCouldBeRead() {
        assertThat(memory)
                .hasToString(
                        "0xffffffff81000000:  01 02 03 ff 61 62 00 63 09"
                                + " ".repeat(21)
                                + "  ....ab.c.\n"
                                + "0xffffffff81000009 cannot be read");
    }
}
