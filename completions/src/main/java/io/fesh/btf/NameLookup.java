// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * From a name to the types of one file that bear it: by the index once somebody has had it made,
 * before that by looking at every type, so that the first question after opening need not wait.
 */
final class NameLookup {
    private final BtfBytes in;
    private final BtfStrings strings;
    private final int[] offsets;
    private final int firstId;
    private final Object indexing = new Object();
    private volatile NameIndex index;

    NameLookup(BtfBytes in, BtfStrings strings, int[] offsets, int firstId) {
        this.in = in;
        this.strings = strings;
        this.offsets = offsets;
        this.firstId = firstId;
    }

    NameIndex index() {
        if (index == null) {
            synchronized (indexing) {
                if (index == null) {
                    int[] names = new int[offsets.length];
                    Arrays.setAll(names, i -> in.s32(offsets[i]));
                    index = new NameIndex(strings, firstId, names);
                }
            }
        }
        return index;
    }

    /** Bytes of heap, about. */
    long bytes() {
        NameIndex ready = index;
        return ready == null ? 0 : 8L * ready.size();
    }

    IntStream ids(String name) {
        byte[] bytes = BtfStrings.encode(name);
        if (bytes == null || bytes.length == 0) {
            return IntStream.empty();
        }
        NameIndex ready = index;
        return ready != null ? ready.named(bytes) : scan(bytes);
    }

    private IntStream scan(byte[] name) {
        int[] ids = new int[8];
        int count = 0;
        for (int i = 0; i < offsets.length; i++) {
            int offset = in.s32(offsets[i]);
            if (offset != 0 && strings.is(offset, name)) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * count);
                }
                ids[count++] = firstId + i;
            }
        }
        return Arrays.stream(ids, 0, count);
    }
}
