// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeTypes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CTypeTest {
    private final KernelTypes types = new FakeTypes();

    @ParameterizedTest
    @CsvSource({
        "int, int, 4",
        "long unsigned int, unsigned long, 8",
        "unsigned, unsigned int, 4",
        "long long, long, 8",
        "short unsigned int, unsigned short, 2",
        "bool, _Bool, 1",
        "struct file, struct file, 232",
        "struct  file  *, struct file *, 8",
        "struct file **, struct file **, 8",
        "const char *, const char *, 8",
        "const char __user *, const char *, 8",
        "struct file *[3], struct file *[3], 24",
        "int[2][3], int[2][3], 24",
        "u8[0x10], u8[16], 16",
        "char [], char[], 0",
        "volatile unsigned long, unsigned long, 8",
    })
    void aCastSpellsIt(String typed, String spelling, long size) throws Exception {
        CType type = types.type(typed).orElseThrow();
        assertThat(type.spelling()).isEqualTo(spelling);
        assertThat(type.size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "struct", "struct nosuch", "int x y", "void int", "int[x]"})
    void othersAreNone(String typed) throws Exception {
        assertThat(types.type(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "int, int x",
        "struct file *, struct file *x",
        "char[8], char x[8]",
    })
    void itDeclaresAName(String typed, String declaration) throws Exception {
        assertThat(types.type(typed).orElseThrow().declare("x")).isEqualTo(declaration);
        CType pointer = DerivedType.pointerTo(DerivedType.arrayOf(BasicType.INT, 3));
        assertThat(pointer.declare("x")).isEqualTo("int (*x)[3]");
    }
}
