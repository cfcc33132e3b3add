// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

/**
 * The bytes are not BTF that can be read: {@code path: 0xoffset: what is wrong}.
 *
 * <p>Unchecked because decoding is lazy, so that any accessor may be the one that meets the damage.
 * It is the only exception that bytes can cause.
 */
public final class BtfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final long offset;

    BtfException(String path, long offset, String problem) {
        super(path + ": 0x" + Long.toHexString(offset) + ": " + problem);
        this.path = path;
        this.offset = offset;
    }

    public String path() {
        return path;
    }

    /** From the start of the BTF data. */
    public long offset() {
        return offset;
    }
}
