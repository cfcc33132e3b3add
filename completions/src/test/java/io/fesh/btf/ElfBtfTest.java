// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class ElfBtfTest {
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};

    /** A header, the names, the content, and two section headers. */
    private static byte[] elf(String name) {
        ByteBuffer elf = ByteBuffer.allocate(64 + 16 + 8 + 128).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        elf.putLong(0x28, 88).putShort(0x3a, (short) 64).putShort(0x3c, (short) 2);
        elf.position(65).put(name.getBytes(StandardCharsets.ISO_8859_1));
        elf.position(80).put(CONTENT);
        elf.putLong(88 + 0x18, 64).putLong(88 + 0x20, 16);
        elf.putInt(88 + 64, 1).putLong(88 + 64 + 0x18, 80).putLong(88 + 64 + 0x20, CONTENT.length);
        return elf.array();
    }

    @Test
    void theSectionIsFoundByItsName() {
        assertThat(ElfBtf.in(elf(".BTF"), "x.ko")).isEqualTo(CONTENT);
    }

    @Test
    void whatIsNoElfFileIsLeftAsItIs() {
        assertThat(ElfBtf.in(CONTENT, "vmlinux")).isSameAs(CONTENT);
    }

    @Test
    void anElfFileWithoutTypesSaysSo() {
        assertThatThrownBy(() -> ElfBtf.in(elf(".BTF.ext"), "x.ko"))
                .isInstanceOf(BtfException.class)
                .hasMessageContaining("x.ko")
                .hasMessageContaining("no section .BTF");
    }

    @Test
    void noDamageIsWorseThanAMessage() {
        byte[] whole = elf(".BTF");
        for (int length = 6; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ElfBtf.in(cut, "cut")).isInstanceOf(BtfException.class);
        }
    }
}
