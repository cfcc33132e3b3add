// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.btf.BtfBuilder.Param;

import org.junit.jupiter.api.Test;

class CDeclarationTest {
    private final BtfBuilder b = new BtfBuilder();
    private final int i = b.integer("int", 4, BtfBuilder.SIGNED);
    private final int c = b.integer("char", 1, 0);
    private final int file = b.struct("file", 8);
    private final int inode = b.struct("inode", 8);
    private final int constChar = b.qualified(BtfKind.CONST, c);

    @Test
    void plainTypesAndPointers() {
        declares("int x", i);
        declares("struct file *x", b.pointer(file));
        declares("const char *x", b.pointer(constChar));
        declares("char * const x", b.qualified(BtfKind.CONST, b.pointer(c)));
        declares(
                "char ** const *x", b.pointer(b.qualified(BtfKind.CONST, b.pointer(b.pointer(c)))));
        declares("void *x", b.pointer(0));
        declares("union gone x", b.forward("gone", true));
        declares("struct {...} x", b.struct("", 0));
        declares("enum colour x", b.enumeration("colour", 4, false));
        declares(
                "const volatile int x",
                b.qualified(BtfKind.CONST, b.qualified(BtfKind.VOLATILE, i)));
        declares("char * restrict x", b.qualified(BtfKind.RESTRICT, b.pointer(c)));
    }

    @Test
    void arraysAndPointersBindAsInC() {
        int pointer = b.pointer(i);
        declares("int x[2][3]", b.array(b.array(i, i, 3), i, 2));
        declares("int *x[4]", b.array(pointer, i, 4));
        declares("int (*x)[4]", b.pointer(b.array(i, i, 4)));
        declares("char x[]", b.array(c, i, 0));
        declares("const char x[8]", b.qualified(BtfKind.CONST, b.array(constChar, i, 8)));
    }

    @Test
    void functionsAndPointersToThem() {
        int p = b.prototype(i, new Param("", b.pointer(inode)), new Param("", b.pointer(file)));
        declares("int (*x)(struct inode *, struct file *)", b.pointer(p));
        declares("int (*x[4])(struct inode *, struct file *)", b.array(b.pointer(p), i, 4));
        declares("void (*x)(void)", b.pointer(b.prototype(0)));
        int returnsPointer = b.prototype(b.pointer(p), new Param("which", i));
        declares(
                "int (*(*x)(int which))(struct inode *, struct file *)", b.pointer(returnsPointer));
        int variadic = b.prototype(i, new Param("fmt", b.pointer(constChar)), new Param("", 0));
        int printk = b.function("printk", variadic, BtfType.Linkage.GLOBAL);
        writes("int printk(const char *fmt, ...)", printk);
    }

    @Test
    void aTypeAloneIsWrittenAsInACast() {
        int p = b.prototype(i, new Param("", b.pointer(inode)), new Param("", b.pointer(file)));
        writes("struct file *", b.pointer(file));
        writes("int (*)(struct inode *, struct file *)", b.pointer(p));
        writes("int (struct inode *, struct file *)", p);
        writes("char[16]", b.array(c, i, 16));
        writes("char *[16]", b.array(b.pointer(c), i, 16));
        writes("char * const", b.qualified(BtfKind.CONST, b.pointer(c)));
        writes("void", 0);
    }

    @Test
    void tagsAreWrittenAsInKernelSources() {
        declares("char __user *x", b.pointer(b.typeTag("user", false, c)));
        declares("const char __user *x", b.pointer(b.typeTag("user", false, constChar)));
        declares("char * __rcu *x", b.pointer(b.typeTag("rcu", false, b.pointer(c))));
        declares(
                "void __attribute__((address_space(1))) *x",
                b.pointer(b.typeTag("address_space(1)", true, 0)));
        declares(
                "int __attribute__((btf_type_tag(\"mine\"))) *x",
                b.pointer(b.typeTag("mine", false, i)));
    }

    private void declares(String expected, int id) {
        assertThat(CDeclaration.of(b.build(), id, "x")).isEqualTo(expected);
    }

    private void writes(String expected, int id) {
        assertThat(CDeclaration.of(b.build(), id)).isEqualTo(expected);
    }
}
