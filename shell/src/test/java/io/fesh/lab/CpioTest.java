// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class CpioTest {
    @TempDir private Path folder;

    @BeforeEach
    void aFolderWithOneOfEachKind() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bin/tool"), "abcde");
        assertThat(folder.resolve("bin/tool").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(folder.resolve("bin/other"), Path.of("tool"));
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cpio.write(folder, out);
        return out.toByteArray();
    }

    @Test
    void anEntryIsAHeaderANameAndContentsEachEndingOnFour() throws IOException {
        String text = new String(archive(), StandardCharsets.ISO_8859_1);

        assertThat(text)
                .isEqualTo(
                        entry(1, "000041ed", 0, "bin", "")
                                + entry(2, "0000a1ff", 4, "bin/other", "tool")
                                + entry(3, "000081ed", 5, "bin/tool", "abcde\0\0\0")
                                + entry(4, "00000000", 0, "TRAILER!!!", ""));
    }

    private static String entry(int inode, String mode, int size, String name, String contents) {
        String zero = "00000000";
        String header =
                "070701"
                        + String.format("%08x", inode)
                        + mode
                        + zero
                        + zero
                        + "00000001"
                        + zero
                        + String.format("%08x", size)
                        + zero.repeat(4)
                        + String.format("%08x", name.length() + 1)
                        + zero;
        String named = header + name + "\0";
        return named + "\0".repeat(-named.length() & 3) + contents;
    }

    @Test
    void theSameFilesGiveTheSameBytesWhateverTheirTimes() throws IOException {
        byte[] before = archive();
        assertThat(folder.resolve("bin/tool").toFile().setLastModified(1_000_000)).isTrue();

        assertThat(archive()).isEqualTo(before);
    }

    @Test
    void archivesCanBeStrungTogether() throws IOException {
        assertThat(archive().length % 4).isZero();
    }
}
