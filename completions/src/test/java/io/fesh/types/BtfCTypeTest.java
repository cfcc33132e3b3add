// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.KernelTypes.Variable;
import io.fesh.kernel.TargetException;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The handles of small.c's types. */
class BtfCTypeTest {

    private static byte[] file(String path) throws TargetException {
        if (!path.equals("/sys/kernel/btf/vmlinux")) {
            throw new TargetException(path + ": no such file", "");
        }
        try (InputStream in = BtfCTypeTest.class.getResourceAsStream("small.btf")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BtfTypes types() throws TargetException {
        return BtfTypes.read(BtfCTypeTest::file, SymbolIndex.EMPTY);
    }

    private static CType type(String spelling) throws TargetException {
        return types().type(spelling).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "f_path, STRUCT, struct path, 0, 0",
        "f_flags, INTEGER, unsigned int, 128, 0",
        "open, INTEGER, unsigned int, 160, 1",
        "f_pos, INTEGER, loff_t, 192, 0",
        "f_cookie, POINTER, void *, 192, 0",
        "address, ARRAY, u8[6], 256, 0",
        "release, POINTER, int (*)(struct file *), 320, 0",
        "colour, ENUM, enum colour, 384, 0",
        "next, ARRAY, struct file *[4], 448, 0",
    })
    void aStructHasItsMembersAndThoseOfItsAnonymousOnes(
            String name, Kind kind, String spelling, long bitOffset, int bitSize) throws Exception {
        Member member = type("struct file").member(name).orElseThrow();
        assertThat(member.type().kind()).isEqualTo(kind);
        assertThat(member.type().spelling()).isEqualTo(spelling);
        assertThat(member.bitOffset()).isEqualTo(bitOffset);
        assertThat(member.bitSize()).isEqualTo(bitSize);
        assertThat(type("struct file").members()).extracting(Member::name).contains(name);
    }

    @Test
    void pointersAndArraysLeadOn() throws Exception {
        CType next = type("struct file").member("next").orElseThrow().type();
        assertThat(next.length()).isEqualTo(4);
        assertThat(next.size()).isEqualTo(32);
        CType pointer = next.target().orElseThrow();
        assertThat(pointer.spelling()).isEqualTo("struct file *");
        assertThat(pointer.target().orElseThrow().size()).isEqualTo(88);
        CType release = type("struct file").member("release").orElseThrow().type();
        assertThat(release.target().orElseThrow().kind()).isEqualTo(Kind.FUNCTION);
    }

    @Test
    void aTypedefKeepsItsNameAndIsWhatItStandsFor() throws Exception {
        assertThat(type("file_t").spelling()).isEqualTo("file_t");
        assertThat(type("file_t").member("f_pos")).isPresent();
        assertThat(type("u8").kind()).isEqualTo(Kind.INTEGER);
        assertThat(type("loff_t").signed()).isTrue();
        assertThat(type("size_t").signed()).isFalse();
    }

    @Test
    void constantBytesAreTextAndOthersAreNot() throws Exception {
        CType name = type("struct qstr").member("name").orElseThrow().type();
        assertThat(name.target().orElseThrow().isText()).isTrue();
        CType bytes = type("struct dentry").member("d_iname").orElseThrow().type();
        assertThat(bytes.target().orElseThrow().kind()).isEqualTo(Kind.CHARACTER);
        assertThat(bytes.target().orElseThrow().isText()).isFalse();
    }

    @Test
    void anEnumNamesItsConstants() throws Exception {
        assertThat(type("enum colour").enumerators())
                .extracting(CType.Enumerator::name)
                .containsExactly("RED", "GREEN");
        assertThat(types().constant("GREEN").orElseThrow().value()).isEqualTo(1);
        assertThat(types().constant("BLUE")).isEmpty();
    }

    @Test
    void functionsHaveATypeAndSoDoWellKnownVariables() throws Exception {
        Variable function = types().variable("mode_of").orElseThrow();
        assertThat(function.type().kind()).isEqualTo(Kind.FUNCTION);
        assertThat(function.perCpu()).isFalse();
        assertThat(types().variable("jiffies").orElseThrow().type().spelling())
                .isEqualTo("unsigned long");
        // its type is not in these
        assertThat(types().variable("init_task")).isEmpty();
        assertThat(types().variable("nowhere")).isEmpty();
        assertThat(types().variables()).extracting(Variable::name).contains("jiffies", "pid_max");
    }
}
