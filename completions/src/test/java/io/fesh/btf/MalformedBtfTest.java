// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.BtfBuilder.Param;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;

/** Each kind of damage is named with its place: {@code path: offset: message}. */
@Timeout(60)
class MalformedBtfTest {
    private static final int TYPES = 24;
    private final BtfBuilder b = new BtfBuilder();

    @Test
    void headers() {
        b.integer("int", 4, BtfBuilder.SIGNED);
        byte[] good = b.bytes();
        refused(new byte[0], "0x0: file has 0 bytes, a BTF header has 24");
        refused(with(good, 0, 0x7f), "0x0: magic is 0xeb7f, not 0xeb9f");
        refused(
                with(with(good, 0, 0xeb), 1, 0x9f),
                "0x0: file is big-endian, only little-endian BTF is supported");
        refused(with(good, 2, 2), "0x2: version is 2, only 1 is supported");
        refused(with(good, 3, 1), "0x3: flags are 0x1, none is known");
        refused(with(good, 4, 23), "0x4: header length is 23, outside 24 to 45");
        refused(with(good, 7, 0xff), "0x4: header length is 4278190104, outside 24 to 45");
        refused(
                with(good, 15, 0xff),
                "0x8: type section is 0x18 to 0xff000028, the file ends at 0x2d");
        refused(
                with(good, 19, 0xff),
                "0x10: string section is 0xff000028 to 0xff00002d, the file ends at 0x2d");
        refused(with(good, 8, 2), "0x8: type section begins at 0x1a, not a multiple of 4");
        refused(
                Arrays.copyOf(good, 44),
                "0x10: string section is 0x28 to 0x2d, the file ends at 0x2c");
    }

    @Test
    void stringSections() {
        b.integer("int", 4, BtfBuilder.SIGNED);
        byte[] good = b.bytes();
        refused(with(good, 20, 0), "0x14: string section is empty");
        refused(with(good, 40, 'x'), "0x28: string section does not begin with an empty string");
        refused(with(good, 20, 4), "0x2b: string section does not end with a NUL");
    }

    @Test
    void typesThatCannotBeWalked() {
        b.raw(0, 31 << 24, 0);
        refused(b.bytes(), "0x1c: type [1] has unknown kind 31");
        BtfBuilder none = new BtfBuilder();
        none.raw(0, 0, 0);
        refused(none.bytes(), "0x1c: type [1] has unknown kind 0");
        BtfBuilder bits = new BtfBuilder();
        bits.raw(0, BtfKind.PTR.ordinal() << 24 | 1 << 16, 0);
        refused(bits.bytes(), "0x1c: type [1] has info 0x2010000 with unknown bits");
        BtfBuilder name = new BtfBuilder();
        name.raw(99, BtfKind.PTR.ordinal() << 24, 0);
        refused(
                name.bytes(),
                "0x18: type [1] has its name at string offset 0x63, the strings end at 0x1");
        BtfBuilder cut = new BtfBuilder();
        cut.raw(0, BtfKind.STRUCT.ordinal() << 24 | 0xffff, 8);
        refused(cut.bytes(), "0x18: type [1] needs 786432 bytes, the type section has 12 left");
        BtfBuilder tail = new BtfBuilder();
        tail.raw(0, BtfKind.PTR.ordinal() << 24, 0);
        refused(
                with(tail.bytes(), 12, 4),
                "0x18: type [1] needs 12 bytes, the type section has 4 left");
    }

    @Test
    void referencesOutOfRange() {
        int p = b.pointer(77);
        int s = b.struct("s", 4, new Field("x", -1, 0));
        int f = b.function("f", 0, BtfType.Linkage.STATIC);
        Btf btf = b.build();
        refused(() -> btf.target(p), "0x20: type id is 77, the last is 3");
        refused(() -> btf.type(p), "0x20: type id is 77, the last is 3");
        refused(() -> btf.type(s), "0x34: type id is 4294967295, the last is 3");
        refused(() -> btf.type(f), "0x44: function has void for a prototype");
    }

    @Test
    void namesThatAreNone() {
        int control = b.typedef("a\u001b[31m", 0);
        int high = b.typedef("caf\u00e9", 0);
        int huge = b.typedef("x".repeat(BtfStrings.MAX_LENGTH + 1), 0);
        int member = b.struct("s", 4, new Field("x", 0, 0));
        byte[] bytes = with(b.bytes(), TYPES + 3 * 12 + 12 + 2, 0x7f);
        refused(() -> b.build().name(control), "0x56: name has byte 0x1b");
        refused(() -> b.build().name(high), "0x5f: name has byte 0xe9");
        refused(() -> b.build().name(huge), "0x61: name is longer than 4096 bytes");
        refused(
                () -> Btf.of(bytes, "handmade").type(member),
                "0x48: name is at string offset 0x7f100f, the strings end at 0x1013");
    }

    @Test
    void numbersThatCannotBe() {
        int wide = b.integer("wide", 17, 0);
        int bits = b.integer("bits", 4, 0, 8, 30);
        int e = b.enumeration("e", 3, false);
        int v = b.raw(b.string("v"), BtfKind.VAR.ordinal() << 24, 0, 9);
        int i = b.integer("int", 4, 0);
        int big = b.array(b.array(b.array(b.array(i, i, -1), i, -1), i, -1), i, -1);
        int inside = b.struct("s", 2, new Field("x", i, 0));
        Btf btf = b.build();
        refused(() -> btf.type(wide), "0x24: int of 17 bytes has bits 0 to 136");
        refused(() -> btf.type(bits), "0x34: int of 4 bytes has bits 8 to 38");
        refused(() -> btf.type(e), "0x40: enum has size 3");
        refused(() -> btf.type(v), "0x50: linkage is 9");
        refused(() -> btf.sizeOf(big), "0xac: type [9] has a size beyond 2^63");
        refused(
                () -> StructLayout.of(btf, inside),
                "0xc4: type [10] has 2 bytes and a member of 4");
    }

    @Test
    void chainsThatNeverEnd() {
        int loop = b.typedef("a", 2);
        b.qualified(BtfKind.CONST, loop);
        int array = b.array(3, 3, 2);
        int pointer = b.pointer(4);
        int proto = b.prototype(6, new Param("", 7));
        b.pointer(proto);
        b.pointer(proto);
        Btf btf = b.build();
        refused(
                () -> btf.resolve(loop),
                "0x18: type [1] is a chain of over 32 typedefs and qualifiers");
        refused(() -> btf.sizeOf(array), "0x30: type [3] is a chain of over 32 arrays");
        refused(() -> CDeclaration.of(btf, pointer), "0x48: type [4] is declared without end");
        refused(() -> CDeclaration.of(btf, proto), "0x74: type [7] is declared without end");
        assertThat(CDeclaration.of(btf, loop)).isEqualTo("a");
    }

    @Test
    void structsInsideThemselves() {
        int s = b.struct("", 8, new Field("", 1, 0));
        int t = b.struct("t", 8, new Field("", s, 0));
        Btf btf = b.build();
        StructLayout layout = StructLayout.of(btf, t).orElseThrow();
        refused(layout::flat, "0x18: type [1] is inside itself");
        refused(() -> new TypePrinter(btf, true, true).print(t), "0x18: type [1] is inside itself");
    }

    /** 30 levels of an anonymous struct that holds the next twice would be 2^30 members. */
    @Test
    void structsThatUnfoldWithoutEnd() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int inner = i;
        for (int level = 0; level < 30; level++) {
            inner = b.struct("", 4, new Field("", inner, 0), new Field("", inner, 0));
        }
        int top = inner;
        Btf btf = b.build();
        StructLayout layout = StructLayout.of(btf, top).orElseThrow();
        assertThatExceptionOfType(BtfException.class)
                .isThrownBy(layout::flat)
                .withMessageEndingWith("is in a struct of over 1048576 members");
        assertThatExceptionOfType(BtfException.class)
                .isThrownBy(() -> new TypePrinter(btf, true, true).print(top))
                .withMessageEndingWith("is in a definition without end");
    }

    @Test
    void theExceptionKnowsPathAndOffset() {
        assertThatExceptionOfType(BtfException.class)
                .isThrownBy(() -> Btf.of(new byte[30], "/sys/kernel/btf/vmlinux"))
                .withMessage("/sys/kernel/btf/vmlinux: 0x0: magic is 0x0, not 0xeb9f")
                .satisfies(e -> assertThat(e.path()).isEqualTo("/sys/kernel/btf/vmlinux"))
                .satisfies(e -> assertThat(e.offset()).isZero());
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void refused(byte[] bytes, String message) {
        refused(() -> Btf.of(bytes, "handmade"), message);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(BtfException.class)
                .isThrownBy(call)
                .withMessage("handmade: " + message);
    }
}
