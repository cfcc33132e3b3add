// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.btf.Btf;

import java.lang.ref.SoftReference;
import java.util.Arrays;

/**
 * The BTF of a kernel with what was made of it: when the same bytes come again, because a target is
 * attached anew or modules came and went, nothing is parsed or sorted a second time.
 *
 * <p>Only the last one is kept, and only in memory. On disk it would save less than it costs: the
 * scan for the first answer takes about a millisecond of a warm JVM, and a file that is not trusted
 * has to be checked against the bytes, which is that scan; the index behind it is made while nobody
 * waits (BtfBenchmark has the figures).
 */
final class IndexedBtf {
    private static SoftReference<IndexedBtf> last = new SoftReference<>(null);

    private final byte[] bytes;
    private final Btf btf;

    /** Null until somebody needs it. */
    private volatile NamedTypes names;

    private IndexedBtf(byte[] bytes, String path) {
        this.bytes = bytes;
        this.btf = Btf.of(bytes, path);
    }

    /**
     * @param bytes kept, not copied: they must not change any more
     * @param path for messages; of equal bytes the one that they first had
     */
    static synchronized IndexedBtf of(byte[] bytes, String path) {
        IndexedBtf known = last.get();
        if (known == null || !Arrays.equals(known.bytes, bytes)) {
            known = new IndexedBtf(bytes, path);
            last = new SoftReference<>(known);
        }
        return known;
    }

    Btf btf() {
        return btf;
    }

    NamedTypes names() {
        NamedTypes known = names;
        if (known == null) {
            // two threads may both make it: it is the same
            known = NamedTypes.of(btf);
            names = known;
        }
        return known;
    }

    /** Bytes of heap, about. */
    long heap() {
        NamedTypes known = names;
        return btf.bytes() + (known == null ? 0 : known.bytes());
    }
}
