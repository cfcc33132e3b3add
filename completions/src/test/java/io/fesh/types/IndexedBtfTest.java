// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;

class IndexedBtfTest {

    private static byte[] small() throws IOException {
        try (InputStream in = IndexedBtfTest.class.getResourceAsStream("small.btf")) {
            return in.readAllBytes();
        }
    }

    @Test
    void theSameBytesAreNotParsedAgain() throws IOException {
        IndexedBtf first = IndexedBtf.of(small(), "one");
        NamedTypes names = first.names();
        IndexedBtf again = IndexedBtf.of(small(), "two");
        assertThat(again.btf()).isSameAs(first.btf());
        assertThat(again.names()).isSameAs(names);
    }

    @Test
    void bytesThatDifferAnywhereAreAnotherKernel() throws IOException {
        IndexedBtf first = IndexedBtf.of(small(), "one");
        byte[] other = small();
        int end = other.length - 2;
        other[end] = (byte) (other[end] == 'x' ? 'y' : 'x');
        assertThat(IndexedBtf.of(other, "one").btf()).isNotSameAs(first.btf());
    }
}
