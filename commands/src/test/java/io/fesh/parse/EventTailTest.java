// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTailTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "f(int a) if a == 1; a == 1",
                "f(int a) if a == 1 stack; a == 1",
                "f(int a)if a == 1; a == 1",
                "f(int a) => int ret if ret < 0 && a & 0x1 stack; ret < 0 && a & 0x1",
                "f(int a) if s == \"if stack\"; s == \"if stack\"",
                "f(int a) if s == 'x'stack; s == 'x'",
                "f(int a) if a == haystack; a == haystack",
                "f(int a) => sb3@0/8 low if low == -4; low == -4",
                "f(int a) => int iffy; ''",
                "f(int a) stack; ''",
                "f(int a); ''",
                "f(int a) and more; ''",
            })
    void theFilterIsWhatStandsBetweenIfAndStack(String line, String filter) {
        Span span = EventTail.of(line, line.indexOf(')') + 1).filter();
        String found = line.substring(span.start(), span.end()).strip();
        assertThat(found.isEmpty() ? "''" : found).isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({
        "f() => int ret if ret < 0, int, ret",
        "f() => unsigned long ret, unsigned long, ret",
        "f() => char[16] name[0] stack, char[16], name",
        "f() => sb3@0/8 low, sb3@0/8, low",
    })
    void aReturnedValueHasTheTypeThatTheLineGives(String line, String type, String name) {
        EventTail tail = EventTail.of(line, line.indexOf(')') + 1);
        assertThat(tail.returnType().orElseThrow().text()).isEqualTo(type);
        assertThat(tail.returnName().orElseThrow().text()).isEqualTo(name);
    }
}
