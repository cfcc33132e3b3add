// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The head of a block.
 *
 * @param first the number of the first hit in it
 * @param hits how many there are
 */
record Block(int kind, int length, int crc, long first, int hits) {
    static final int ABOUT = 1;
    static final int FILE = 2;
    static final int EVENT = 3;
    static final int HITS = 4;
    static final int UNWRITTEN = 5;
    static final int END = 6;

    static final int SIZE = 32;

    /** No payload but that of a FILE is longer. */
    static final int MOST = 16 << 20;

    static final int VERSION = 1;
    static final int START = 16;

    private static final long FILE_MAGIC = 0x0a63657268736566L;
    private static final int MAGIC = 0x4b4c4266;
    private static final int LENGTH = 8;
    private static final int CRC = 12;
    private static final int FIRST = 16;
    private static final int HIT_COUNT = 24;
    private static final int ZERO = 28;

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a file begins with. */
    static ByteBuffer start() {
        return little(START).putLong(FILE_MAGIC).putInt(VERSION).putInt(0).flip();
    }

    /** The version of the file that begins so; 0 if it is no recording. */
    static int version(ByteBuffer start) {
        boolean ours = start.remaining() == START && start.getLong(0) == FILE_MAGIC;
        return ours ? start.getInt(Long.BYTES) : 0;
    }

    /** Fills in a head, but for the checksum. */
    static void head(ByteBuffer at, int kind, int length, long first, int hits) {
        at.putInt(0, MAGIC).putInt(4, kind).putInt(LENGTH, length).putInt(CRC, 0);
        at.putLong(FIRST, first).putInt(HIT_COUNT, hits).putInt(ZERO, 0);
    }

    static void seal(ByteBuffer head, CRC32C crc) {
        head.putInt(CRC, (int) crc.getValue());
    }

    /** Null if none begins here. */
    static Block of(ByteBuffer head) {
        if (head.remaining() < SIZE || head.getInt(0) != MAGIC || head.getInt(ZERO) != 0) {
            return null;
        }
        int length = head.getInt(LENGTH);
        Block block =
                new Block(
                        head.getInt(4),
                        length,
                        head.getInt(CRC),
                        head.getLong(FIRST),
                        head.getInt(HIT_COUNT));
        boolean fits = length >= 0 && (block.kind == FILE || length <= MOST);
        return fits && block.first >= 0 && block.hits >= 0 ? block : null;
    }

    /** Over the head without the checksum itself; the payload comes behind it. */
    static CRC32C checksum(ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.duplicate().position(0).limit(CRC));
        crc.update(head.duplicate().position(CRC + Integer.BYTES).limit(SIZE));
        return crc;
    }
}
