// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.BtfBuilder.Place;

import org.junit.jupiter.api.Test;

class TypePrinterTest {

    @Test
    void aStructIsPrintedWithOffsetsSizesAndHoles() throws Exception {
        assertThat(shape("struct node", true, true))
                .isEqualTo(
                        """
                        struct node {
                            struct node *next;                        /*     0        8 */
                            union {
                                union value value;                    /*     8       16 */
                                struct {
                                    void *key;                        /*     8        8 */
                                    const char *name;                 /*    16        8 */
                                };                                    /*     8       16 */
                            };                                        /*     8       16 */
                            char gap;                                 /*    24        1 */
                            /* hole: 7 bytes */
                            long long int stamp;                      /*    32        8 */
                            compare_t compare;                        /*    40        8 */
                            int (*table[4])(struct node *, ...);      /*    48       32 */
                            enum colour colour;                       /*    80        4 */
                            enum sign sign;                           /*    84        4 */
                            enum wide wide;                           /*    88        8 */
                            struct flags flags;                       /*    96        8 */
                            volatile const int * const register_map;  /*   104        8 */
                            unsigned char tail;                       /*   112        1 */
                            /* hole: 3 bytes */
                            int matrix[6];                            /*   116       24 */
                            short int rest[];                         /*   140        0 */
                            /* padding: 4 bytes */
                        };
                        /* size: 144, members: 14, padding: 4 bytes, holes: 2, together 10 bytes */""");
    }

    @Test
    void bitFieldsShowTheirStorageUnitAndFirstBit() throws Exception {
        assertThat(shape("struct flags", true, true))
                .isEqualTo(
                        """
                        struct flags {
                            unsigned int low:3;              /*     0:0      4 */
                            unsigned int mid:7;              /*     0:3      4 */
                            int below:5;                     /*     0:10     4 */
                            _Bool on:1;                      /*     1:7      1 */
                            long long unsigned int high:40;  /*     0:16     8 */
                            /* padding: 1 byte */
                        };
                        /* size: 8, members: 5, padding: 1 byte */""");
    }

    @Test
    void withoutOffsetsItIsPlainC() throws Exception {
        assertThat(shape("union value", false, false))
                .isEqualTo(
                        """
                        union value {
                            long int number;
                            double real;
                            char text[16];
                            struct {
                                short int x;
                                int y;
                            } point;
                        };""");
        assertThat(shape("compare_t", false, false))
                .isEqualTo("typedef int (*compare_t)(const void *, const void *);");
    }

    @Test
    void enumsShowTheirValues() throws Exception {
        assertThat(shape("enum sign", true, true))
                .isEqualTo(
                        """
                        enum sign {
                            MINUS = -1,
                            PLUS = 1,
                        };""");
        assertThat(shape("enum wide", true, true)).contains("WIDE = 1311768467463790320,");
    }

    @Test
    void functionsVariablesAndSectionsArePrinted() {
        BtfBuilder b = new BtfBuilder();
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int fn = b.function("f", b.prototype(i), BtfType.Linkage.STATIC);
        int var = b.variable("v", b.array(i, i, 3), BtfType.Linkage.GLOBAL);
        int sec = b.section(".data", 16, new Place(var, 4, 12));
        int declared = b.enumeration("later", 4, false);
        TypePrinter printer = new TypePrinter(b.build(), true, true);
        assertThat(printer.print(fn)).isEqualTo("int f(void);");
        assertThat(printer.print(var)).isEqualTo("int v[3];");
        assertThat(printer.print(sec))
                .isEqualTo(
                        """
                        section .data {
                            int v[3];  /*     4       12 */
                        };""");
        assertThat(printer.print(declared)).isEqualTo("enum later;");
    }

    @Test
    void whatIsBehindAPointerHasOffsetsOfItsOwn() {
        BtfBuilder b = new BtfBuilder();
        int i = b.integer("int", 4, BtfBuilder.SIGNED);
        int inner = b.struct("", 4, new Field("x", i, 0));
        int s = b.struct("s", 16, new Field("pad", i, 0), new Field("p", b.pointer(inner), 64));
        assertThat(new TypePrinter(b.build(), true, false).print(s))
                .isEqualTo(
                        """
                        struct s {
                            int pad;    /*     0        4 */
                            struct {
                                int x;  /*     0        4 */
                            } *p;       /*     8        8 */
                        };
                        /* size: 16, members: 2 */""");
    }

    private static String shape(String name, boolean offsets, boolean holes) throws Exception {
        Btf btf = Btf.of(BtfTest.resource("shapes.btf"), "shapes.btf");
        return new TypePrinter(btf, offsets, holes).print(btf.find(name).orElseThrow());
    }
}
