// SPDX-License-Identifier: Apache-2.0
package io.fesh.lab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a folder as an initramfs: the kernel's "newc" archive, see
 * Documentation/driver-api/early-userspace/buffer-format.rst. Everything belongs to root and has no
 * time, so the same files always give the same bytes.
 *
 * <p>An entry is a header of 6 + 13 * 8 ASCII characters, the name with its NUL, the contents; name
 * and contents each end on a multiple of 4. A kernel reads archives one after the other.
 */
public final class Cpio {
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    private final OutputStream out;
    private long written;
    private int inode;

    private Cpio(OutputStream out) {
        this.out = out;
    }

    /** {@code FOLDER FILE}: writes the folder into the file. */
    public static void main(String[] args) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])), 1 << 16)) {
            write(Path.of(args[0]), out);
        }
    }

    static void write(Path folder, OutputStream out) throws IOException {
        Cpio archive = new Cpio(out);
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.filter(path -> !path.equals(folder)).sorted().toList();
        }
        for (Path path : paths) {
            archive.add(folder.relativize(path).toString(), path);
        }
        archive.entry("TRAILER!!!", 0, new byte[0]);
    }

    private void add(String name, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            entry(name, LINK | 0777, bytes(Files.readSymbolicLink(path).toString()));
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            entry(name, DIRECTORY | (name.equals("tmp") ? 01777 : 0755), new byte[0]);
        } else {
            int mode = Files.isExecutable(path) ? 0755 : 0644;
            entry(name, FILE | mode, Files.readAllBytes(path));
        }
    }

    private void entry(String name, int mode, byte[] contents) throws IOException {
        byte[] nameBytes = bytes(name);
        StringBuilder header = new StringBuilder("070701");
        int[] fields = {
            ++inode, mode, 0, 0, 1, 0, contents.length, 0, 0, 0, 0, nameBytes.length + 1, 0
        };
        for (int field : fields) {
            String hex = Integer.toHexString(field);
            header.append("0".repeat(8 - hex.length())).append(hex);
        }
        put(bytes(header.toString()));
        put(nameBytes);
        put(new byte[1]);
        align();
        put(contents);
        align();
    }

    private void put(byte[] data) throws IOException {
        out.write(data);
        written += data.length;
    }

    private void align() throws IOException {
        put(new byte[(int) (-written & 3)]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
