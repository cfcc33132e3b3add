// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Files of the target's as payloads of blocks. */
final class PackedFiles {
    /** No file that a kernel shows is larger. */
    private static final int MOST_UNPACKED = 256 << 20;

    private PackedFiles() {}

    static byte[] pack(String path, byte[] content) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.writeBytes(Block.little(Integer.BYTES).putInt(name.length).array());
        payload.writeBytes(name);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream packed = new DeflaterOutputStream(payload, deflater)) {
            packed.write(content);
        } finally {
            deflater.end();
        }
        return payload.toByteArray();
    }

    /**
     * @param packed the content without the path
     */
    static byte[] unpack(byte[] packed) throws IOException {
        try (InputStream content = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = content.readNBytes(MOST_UNPACKED);
            if (content.read() >= 0) {
                throw new IOException("too large");
            }
            return bytes;
        }
    }
}
