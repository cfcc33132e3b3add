// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.kernel.TargetException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a compressed file holds: a module as it is installed, or the kernel in the image that boots,
 * whose header tells where it lies (Documentation/arch/x86/boot.rst). The JDK knows gzip; for what
 * else kernels are compressed with, the program of that name is asked.
 */
final class Packed {
    private static final int SETUP_SECTORS = 0x1f1;
    private static final int MAGIC = 0x202;
    private static final int VERSION = 0x206;
    private static final int PAYLOAD = 0x248;
    private static final int HEADER = 0x250;
    private static final int SECTOR = 512;

    /** "HdrS". */
    private static final int BOOT = 0x53726448;

    /** The first protocol that tells where the payload is. */
    private static final int WITH_PAYLOAD = 0x208;

    /** By the bytes that a file begins with: the program, or nothing for gzip. */
    private record Format(String begins, List<String> program) {}

    private static final List<Format> FORMATS =
            List.of(
                    new Format("1f8b", List.of()),
                    new Format("fd377a585a00", List.of("xz", "-dc")),
                    new Format("28b52ffd", List.of("zstd", "-dc")),
                    new Format("02214c18", List.of("lz4", "-dc")),
                    new Format("04224d18", List.of("lz4", "-dc")),
                    new Format("425a68", List.of("bzip2", "-dc")),
                    new Format("5d0000", List.of("xz", "-dc", "--format=lzma")),
                    new Format("894c5a4f", List.of("lzop", "-dc")));

    private Packed() {}

    /** The bytes themselves if they are not compressed. */
    static byte[] unpack(byte[] bytes, Path file) throws TargetException, IOException {
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < HEADER || image.getInt(MAGIC) != BOOT) {
            return expand(bytes, file);
        }
        int sectors = image.get(SETUP_SECTORS) & 0xff;
        long at = Integer.toUnsignedLong(image.getInt(PAYLOAD)) + (sectors + 1) * SECTOR;
        long length = Integer.toUnsignedLong(image.getInt(PAYLOAD + Integer.BYTES));
        if (image.getShort(VERSION) < WITH_PAYLOAD || length < 8 || at + length > bytes.length) {
            throw new TargetException(file + ": an image to boot in which no kernel is found", "");
        }
        byte[] payload = Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
        // all but gzip are followed by the size of what they hold
        boolean gzip = begins(payload, FORMATS.get(0));
        return expand(gzip ? payload : Arrays.copyOf(payload, payload.length - 4), file);
    }

    private static boolean begins(byte[] bytes, Format format) {
        byte[] magic = HexFormat.of().parseHex(format.begins());
        return bytes.length > magic.length
                && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] expand(byte[] packed, Path file) throws TargetException, IOException {
        for (Format format : FORMATS) {
            if (begins(packed, format)) {
                return format.program().isEmpty()
                        ? new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()
                        : run(format.program(), packed, file);
            }
        }
        return packed;
    }

    private static byte[] run(List<String> program, byte[] packed, Path file)
            throws TargetException, IOException {
        String name = program.get(0);
        Process process;
        try {
            process =
                    new ProcessBuilder(program)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            throw new TargetException(
                    file + ": compressed, and there is no program " + name + " to unpack it",
                    "try: apt-get install " + name,
                    e);
        }
        Thread writer = new Thread(() -> feed(process, packed), "unpack");
        writer.start();
        try (InputStream out = process.getInputStream()) {
            byte[] unpacked = out.readAllBytes();
            if (process.waitFor() != 0) {
                throw new TargetException(file + ": " + name + " cannot unpack it", "");
            }
            return unpacked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(file + ": interrupted", "", e);
        } finally {
            process.destroy();
        }
    }

    /** What the program does not want is its own to complain of. */
    private static void feed(Process process, byte[] packed) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(packed);
        } catch (IOException e) {
            process.destroy();
        }
    }
}
