// SPDX-License-Identifier: Apache-2.0
package io.fesh.recfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Meaning;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

class MeaningCodecTest {
    private static final List<Meaning> ALL =
            List.of(
                    Meaning.NONE,
                    new Meaning.Enumerators(List.of(new Meaning.Constant("REQ_OP_WRITE", 1))),
                    new Meaning.Flags(List.of(new Meaning.Flag("O_RDWR", 2, 3))),
                    new Meaning.ErrorOrValue(),
                    new Meaning.Truth(),
                    new Meaning.FileMode(),
                    new Meaning.InternetAddress(),
                    new Meaning.SocketAddress(),
                    new Meaning.NetworkOrder(false),
                    new Meaning.NetworkOrder(true),
                    new Meaning.Time());

    @Test
    void everyMeaningIsReadAsItWasWritten() {
        Set<?> kinds = ALL.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(Set.of(permitted()));
        for (Meaning meaning : ALL) {
            Encoder out = new Encoder();
            MeaningCodec.encode(out, meaning);
            assertThat(MeaningCodec.decode(new Decoder(out.toByteArray()))).isEqualTo(meaning);
        }
    }

    private static Object[] permitted() {
        return Arrays.stream(Meaning.class.getPermittedSubclasses()).toArray();
    }
}
