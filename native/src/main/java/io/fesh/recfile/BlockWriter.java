// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** Blocks on their way into a file, each by one write. Safe for use by several threads. */
final class BlockWriter {
    private final OutputStream out;
    private final AtomicLong written = new AtomicLong();

    BlockWriter(OutputStream out) throws IOException {
        this.out = out;
        write(Block.start().array(), Block.START);
    }

    /** Room for a block with a payload of so many bytes, which begins at {@link Block#SIZE}. */
    static ByteBuffer room(int payload) {
        return Block.little(Block.SIZE + payload).position(Block.SIZE);
    }

    static ByteBuffer around(byte[] payload) {
        return room(payload.length).put(payload);
    }

    /**
     * @param block from {@link #room}, its payload before the position
     */
    synchronized void block(int kind, long first, int hits, ByteBuffer block) throws IOException {
        int length = block.position() - Block.SIZE;
        ByteBuffer head = block.duplicate().order(block.order()).flip();
        Block.head(head, kind, length, first, hits);
        CRC32C crc = Block.checksum(head);
        crc.update(block.array(), Block.SIZE, length);
        Block.seal(head, crc);
        write(block.array(), Block.SIZE + length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        written.addAndGet(length);
    }

    /** The bytes of all whole blocks; does not wait for the one that is being written. */
    long written() {
        return written.get();
    }
}
