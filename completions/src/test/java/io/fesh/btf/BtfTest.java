// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static io.fesh.btf.BtfType.Linkage.GLOBAL;
import static io.fesh.btf.BtfType.Linkage.STATIC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.BtfBuilder.Param;
import io.fesh.btf.BtfBuilder.Place;
import io.fesh.btf.BtfBuilder.Value;
import io.fesh.btf.BtfType.Enumerator;
import io.fesh.btf.BtfType.Member;
import io.fesh.btf.BtfType.Parameter;
import io.fesh.btf.BtfType.Placement;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

class BtfTest {
    private final BtfBuilder b = new BtfBuilder();

    @Test
    void readsWhatACompilerAndPaholeWroteAsBpftoolDoes() throws Exception {
        String expected =
                new String(resource("shapes.txt"), StandardCharsets.US_ASCII).stripTrailing();
        assertThat(RawDump.text(Btf.of(resource("shapes.btf"), "shapes.btf"))).isEqualTo(expected);
    }

    @Test
    void everyKindIsDecoded() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int c = b.integer("char", 1, BtfBuilder.CHAR);
        int bool = b.integer("_Bool", 1, BtfBuilder.BOOL);
        int d = b.floating("double", 8);
        int p = b.pointer(c);
        int a = b.array(i, i, 7);
        int s = b.struct("s", 8, new Field("x", i, 0, 3), new Field("y", i, 3, 29));
        int u = b.union("u", 4, new Field("x", i, 0), new Field("", c, 0));
        int e = b.enumeration("e", 4, true, new Value("MINUS", -1));
        int f = b.enumeration("f", 4, false, new Value("ALL", 0xffffffffL));
        int w = b.enumeration64("w", false, new Value("TOP", 1L << 63));
        int fwd = b.forward("gone", true);
        int t = b.typedef("t", s);
        int v = b.qualified(BtfKind.VOLATILE, t);
        int tag = b.typeTag("user", false, v);
        int proto = b.prototype(i, new Param("fmt", p), new Param("", 0));
        int fn = b.function("printk", proto, GLOBAL);
        int var = b.variable("runqueues", s, STATIC);
        int sec = b.section(".data..percpu", 64, new Place(var, 16, 8));
        int decl = b.declTag("bpf_kfunc", fn, -1);
        Btf btf = b.build();

        assertThat(btf.type(0)).isEqualTo(new BtfType.Void());
        assertThat(btf.type(i)).isEqualTo(new BtfType.Int("int", 4, 0, 32, true, false, false));
        assertThat(btf.type(c)).isEqualTo(new BtfType.Int("char", 1, 0, 8, false, true, false));
        assertThat(btf.type(bool)).isEqualTo(new BtfType.Int("_Bool", 1, 0, 8, false, false, true));
        assertThat(btf.type(d)).isEqualTo(new BtfType.Floating("double", 8));
        assertThat(btf.type(p)).isEqualTo(new BtfType.Pointer(c));
        assertThat(btf.type(a)).isEqualTo(new BtfType.Array(i, i, 7));
        assertThat(btf.type(s))
                .isEqualTo(
                        new BtfType.Composite(
                                BtfKind.STRUCT,
                                "s",
                                8,
                                List.of(new Member("x", i, 0, 3), new Member("y", i, 3, 29))));
        assertThat(btf.type(u))
                .isEqualTo(
                        new BtfType.Composite(
                                BtfKind.UNION,
                                "u",
                                4,
                                List.of(new Member("x", i, 0, 0), new Member("", c, 0, 0))));
        assertThat(btf.type(e)).isEqualTo(enumeration(BtfKind.ENUM, "e", 4, true, "MINUS", -1));
        assertThat(btf.type(f))
                .isEqualTo(enumeration(BtfKind.ENUM, "f", 4, false, "ALL", 0xffffffffL));
        assertThat(btf.type(w))
                .isEqualTo(enumeration(BtfKind.ENUM64, "w", 8, false, "TOP", Long.MIN_VALUE));
        assertThat(btf.type(fwd)).isEqualTo(new BtfType.Forward("gone", true));
        assertThat(btf.type(t)).isEqualTo(new BtfType.Typedef("t", s));
        assertThat(btf.type(v)).isEqualTo(new BtfType.Qualified(BtfKind.VOLATILE, t));
        assertThat(btf.type(tag)).isEqualTo(new BtfType.TypeTag("user", false, v));
        assertThat(btf.type(proto))
                .isEqualTo(new BtfType.Prototype(i, List.of(new Parameter("fmt", p)), true));
        assertThat(btf.type(fn)).isEqualTo(new BtfType.Function("printk", proto, GLOBAL));
        assertThat(btf.type(var)).isEqualTo(new BtfType.Variable("runqueues", s, STATIC));
        assertThat(btf.type(sec))
                .isEqualTo(
                        new BtfType.Section(
                                ".data..percpu", 64, List.of(new Placement(var, 16, 8))));
        assertThat(btf.type(decl)).isEqualTo(new BtfType.DeclTag("bpf_kfunc", false, fn, -1));
    }

    private static BtfType enumeration(
            BtfKind kind, String name, int size, boolean signed, String value, long number) {
        return new BtfType.Enumeration(
                kind, name, size, signed, List.of(new Enumerator(value, number)));
    }

    @Test
    void aHeaderOfALaterKernelMayBeLonger() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        assertThat(Btf.of(b.bytes(40), "later").name(i)).isEqualTo("int");
    }

    @Test
    void aByteBufferIsCopied() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        ByteBuffer bytes = ByteBuffer.wrap(b.bytes());
        Btf btf = Btf.of(bytes, "buffer");
        bytes.put(0, (byte) 0);
        assertThat(btf.name(i)).isEqualTo("int");
        assertThat(bytes.position()).isZero();
    }

    @Test
    void sizesAreThoseOfSizeof() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int s = b.struct("s", 24);
        int arrays = b.array(b.array(b.typedef("t", s), i, 3), i, 2);
        int pointer = b.pointer(s);
        int fwd = b.forward("gone", false);
        Btf btf = b.build();
        assertThat(btf.sizeOf(arrays)).isEqualTo(OptionalLong.of(144));
        assertThat(btf.sizeOf(pointer)).isEqualTo(OptionalLong.of(8));
        assertThat(btf.sizeOf(fwd)).isEmpty();
        assertThat(btf.sizeOf(0)).isEmpty();
    }

    @Test
    void pointersAreAsWideAsLong() {
        int l = b.integer("long unsigned int", 4, 0);
        int pointer = b.pointer(l);
        assertThat(b.build().sizeOf(pointer)).isEqualTo(OptionalLong.of(4));
    }

    @Test
    void aFunctionHasAPrototype() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int proto = b.prototype(i, new Param("count", i));
        int f = b.function("f", proto, STATIC);
        int broken = b.function("broken", i, STATIC);
        Btf btf = b.build();
        assertThat(btf.prototype(f)).isEqualTo(btf.prototype(proto));
        assertThat(btf.prototype(f).parameters()).containsExactly(new Parameter("count", i));
        assertThatThrownBy(() -> btf.prototype(broken))
                .isInstanceOf(BtfException.class)
                .hasMessageEndingWith("function [4] has INT for a prototype");
    }

    @Test
    void namesNearAMistypedOneAreOfTheKindsAsked() {
        b.struct("file", 8);
        b.struct("filename", 8);
        b.typedef("fila", 1);
        b.struct("pile", 8);
        Btf btf = b.build();
        assertThat(btf.near("flie", Set.of(BtfKind.STRUCT))).containsExactly("file");
        assertThat(btf.near("fil", Set.of(BtfKind.TYPEDEF))).containsExactly("fila");
        assertThat(btf.near("nothing", Set.of(BtfKind.STRUCT))).isEmpty();
    }

    @Test
    void typedefsQualifiersAndTagsAreSeenThrough() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int t =
                b.typedef(
                        "t",
                        b.typeTag("rcu", false, b.qualified(BtfKind.CONST, b.typedef("u", i))));
        assertThat(b.build().resolve(t)).isEqualTo(i);
    }

    @Test
    void aPointerToWhatIsTaggedUserIsAUserPointer() {
        int c = b.integer("char", 1, 0);
        int user = b.pointer(b.typeTag("user", false, b.qualified(BtfKind.CONST, c)));
        int typed = b.typedef("ubuf_t", b.qualified(BtfKind.CONST, user));
        int rcu = b.pointer(b.typeTag("rcu", false, c));
        int toUserPointer = b.pointer(user);
        Btf btf = b.build();
        assertThat(btf.isUserPointer(user)).isTrue();
        assertThat(btf.isUserPointer(typed)).isTrue();
        assertThat(btf.isUserPointer(rcu)).isFalse();
        assertThat(btf.isUserPointer(toUserPointer)).isFalse();
        assertThat(btf.isUserPointer(c)).isFalse();
    }

    @Test
    void aSplitFileUsesTypesAndStringsOfItsBase() {
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int shared = b.string("shared");
        b.struct("base_only", 4, new Field("x", i, 0));
        BtfBuilder m = new BtfBuilder(b);
        int s = m.struct("module_only", 8, new Field("x", i, 0), new Field("y", i, 32));
        int t = m.raw(shared, BtfKind.TYPEDEF.ordinal() << 24, s);
        Btf base = b.build();
        Btf split = Btf.split(m.bytes(), "module", base);

        assertThat(split.firstId()).isEqualTo(base.idCount()).isEqualTo(s);
        assertThat(split.name(i)).isEqualTo("int");
        assertThat(split.name(t)).isEqualTo("shared");
        assertThat(StructLayout.of(split, t).orElseThrow().find("y").orElseThrow().offset())
                .isEqualTo(4);
        assertThat(split.find("struct base_only")).isPresent();
        assertThat(split.find("struct module_only")).hasValue(s);
        assertThat(base.find("struct module_only")).isEmpty();
        assertThatThrownBy(() -> base.type(s)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aModuleOfAModuleWorksToo() {
        b.integer("int", 4, BtfBuilder.SIGNED);
        BtfBuilder m = new BtfBuilder(b);
        m.typedef("one", 1);
        BtfBuilder n = new BtfBuilder(m);
        n.typedef("two", 2);
        Btf top = Btf.split(n.bytes(), "n", Btf.split(m.bytes(), "m", b.build()));
        assertThat(top.resolve(3)).isEqualTo(1);
        assertThat(List.of(top.name(1), top.name(2), top.name(3)))
                .containsExactly("int", "one", "two");
        top.index();
        assertThat(top.ids("one").toArray()).containsExactly(2);
        assertThat(top.ids("two").toArray()).containsExactly(3);
    }

    @Test
    void aTypeIsFoundAsCSpellsIt() {
        int unsigned = b.integer("unsigned int", 4, 0);
        int s = b.struct("request", 4);
        int u = b.union("request", 4);
        int e = b.enumeration("request", 4, false, new Value("A", 0));
        int t = b.typedef("request", s);
        int fn = b.function("request", b.prototype(0), STATIC);
        Btf btf = b.build();
        assertThat(btf.find("struct request")).hasValue(s);
        assertThat(btf.find("union  request")).hasValue(u);
        assertThat(btf.find(" enum request ")).hasValue(e);
        assertThat(btf.find("request")).hasValue(t);
        assertThat(btf.find("unsigned   int")).hasValue(unsigned);
        assertThat(btf.find(BtfKind.FUNC, "request")).hasValue(fn);
        assertThat(btf.find("struct reques")).isEqualTo(OptionalInt.empty());
        assertThat(btf.find("struct requests")).isEmpty();
        assertThat(btf.find("")).isEmpty();
        assertThat(btf.find("struct r\u00e9quest\u0000")).isEmpty();
    }

    static byte[] resource(String name) throws Exception {
        try (var in = BtfTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
