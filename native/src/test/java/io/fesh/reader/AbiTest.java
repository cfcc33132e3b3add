// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;

class AbiTest {
    /** What the C compiler makes of the headers. */
    private static Map<String, Integer> dumped(Class<?> type) throws Exception {
        Process dump = new ProcessBuilder(Built.path("abi_dump").toString()).start();
        Map<String, Integer> values = new TreeMap<>();
        try (BufferedReader lines = dump.inputReader()) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" ");
                if (words[0].equals(type.getSimpleName())) {
                    values.put(words[1], Integer.valueOf(words[2]));
                }
            }
        }
        assertThat(dump.waitFor()).isZero();
        return values;
    }

    private static Map<String, Integer> written(Class<?> type) throws Exception {
        Map<String, Integer> values = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (!field.isSynthetic()) {
                values.put(field.getName(), field.getInt(null));
            }
        }
        return values;
    }

    @Test
    void javaAndCAgreeOnRecordsAndLines() throws Exception {
        assertThat(written(Abi.class)).isNotEmpty().isEqualTo(dumped(Abi.class));
    }

    @Test
    void javaAndCAgreeOnFrames() throws Exception {
        assertThat(written(AgentProtocol.class))
                .isNotEmpty()
                .isEqualTo(dumped(AgentProtocol.class));
    }
}
