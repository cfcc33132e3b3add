// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

/**
 * The bytes of one BTF file and its name. Reads by shifts, not by VarHandle or ByteBuffer: in a JVM
 * that has just started, linking those costs more than reading the whole of vmlinux does.
 *
 * <p>Offsets are not checked here: the scan of {@link TypeTable} has proved that a type lies in its
 * section, and sections lie in the file.
 */
final class BtfBytes {
    final byte[] array;
    private final String path;

    BtfBytes(byte[] array, String path) {
        this.array = array;
        this.path = path;
    }

    String path() {
        return path;
    }

    int length() {
        return array.length;
    }

    int u8(int at) {
        return array[at] & 0xff;
    }

    int u16(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    int s32(int at) {
        byte[] b = array;
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }

    long u32(int at) {
        return Integer.toUnsignedLong(s32(at));
    }

    BtfException malformed(long at, String problem) {
        return new BtfException(path, at, problem);
    }
}
