// SPDX-License-Identifier: Apache-2.0
package io.fesh.saved;

import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** What tells a build of a kernel from another: the GNU note of its ELF file, elf(5). */
public final class BuildId {
    private static final String NOTES = "/sys/kernel/notes";
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int GNU = 0x00_55_4e_47;
    private static final int LONGEST = 64;

    private BuildId() {}

    /** In hex; empty if the kernel does not say. */
    public static String of(TraceTarget target) {
        try {
            return of(ByteBuffer.wrap(target.file(NOTES)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (TargetException | BufferUnderflowException | IllegalArgumentException e) {
            return ""; // without notes, or with damaged ones
        }
    }

    private static String of(ByteBuffer notes) {
        while (notes.hasRemaining()) {
            int nameLength = notes.getInt();
            int length = notes.getInt();
            int type = notes.getInt();
            int name = notes.position();
            int content = name + padded(nameLength);
            if (type == NT_GNU_BUILD_ID
                    && nameLength == Integer.BYTES
                    && length > 0
                    && length <= LONGEST
                    && notes.getInt(name) == GNU) {
                byte[] id = new byte[length];
                notes.position(content).get(id);
                return HexFormat.of().formatHex(id);
            }
            notes.position(content + padded(length));
        }
        return "";
    }

    private static int padded(int length) {
        if (length < 0 || length > 1 << 20) {
            throw new IllegalArgumentException("length of a note: " + length);
        }
        return length + 3 & ~3;
    }
}
