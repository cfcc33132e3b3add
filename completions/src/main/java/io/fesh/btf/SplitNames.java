// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

/**
 * Whether a split file was made on top of a base. Nothing in the format says so; but every name
 * that it takes from the base must begin there where one begins, and with another base hardly any
 * does.
 */
final class SplitNames {
    private final BtfBytes in;
    private final BtfStrings base;
    private final int baseEnd;

    SplitNames(BtfBytes in, BtfStrings base) {
        this.in = in;
        this.base = base;
        this.baseEnd = base.end();
    }

    /**
     * @param offsets of the types in the file, which were scanned
     */
    boolean begin(int[] offsets) {
        for (int at : offsets) {
            if (!begins(at)) {
                return false;
            }
            BtfKind kind = BtfKind.of(in.u8(at + 7) & 0x1f);
            switch (kind) {
                case STRUCT, UNION, ENUM, ENUM64, FUNC_PROTO -> {
                    int count = in.u16(at + 4);
                    for (int i = 0; i < count; i++) {
                        if (!begins(at + TypeTable.COMMON_BYTES + i * kind.elementBytes)) {
                            return false;
                        }
                    }
                }
                default -> {
                    // only these have names in their parts
                }
            }
        }
        return true;
    }

    /** Whether the name whose offset stands here is none of the base's, or a whole one. */
    private boolean begins(int at) {
        long name = in.u32(at);
        return name == 0 || name >= baseEnd || base.byteAt((int) name - 1, 0) == 0;
    }
}
