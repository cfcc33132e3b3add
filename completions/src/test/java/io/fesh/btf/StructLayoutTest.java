// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.StructLayout.Hole;
import io.fesh.btf.StructLayout.Slot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class StructLayoutTest {
    private final BtfBuilder b = new BtfBuilder();
    private final int i = b.integer("int", 4, BtfBuilder.SIGNED);
    private final int c = b.integer("char", 1, 0);

    @Test
    void holesAreBetweenMembersAndPaddingIsBehindThem() {
        int s =
                b.struct(
                        "s",
                        16,
                        new Field("c", c, 0),
                        new Field("i", i, 32),
                        new Field("d", c, 64));
        StructLayout layout = layout(s);
        assertThat(layout.holes()).containsExactly(new Hole(1, 8, 24), new Hole(3, 72, 56));
        assertThat(layout.holes().get(0).extent()).isEqualTo("3 bytes");
    }

    @Test
    void aUnionHasNoHoles() {
        assertThat(layout(b.union("u", 8, new Field("c", c, 0), new Field("i", i, 0))).holes())
                .isEmpty();
    }

    @Test
    void bitFieldsLeaveBits() {
        int s = b.struct("s", 4, new Field("x", i, 0, 3), new Field("y", i, 8, 1));
        assertThat(layout(s).holes()).containsExactly(new Hole(1, 3, 5), new Hole(2, 9, 23));
        assertThat(layout(s).holes().get(0).extent()).isEqualTo("5 bits");
        assertThat(layout(s).find("y")).contains(new Slot("y", i, 8, 1, true));
    }

    @Test
    void aBitFieldMayBeAnIntOfFewerBits() {
        int three = b.integer("unsigned int", 4, 0, 2, 3);
        int s = b.struct("s", 4, new Field("x", b.typedef("three_t", three), 8));
        assertThat(layout(s).find("x").orElseThrow().bitOffset()).isEqualTo(10);
        assertThat(layout(s).find("x").orElseThrow().bits()).isEqualTo(3);
        assertThat(layout(s).find("x").orElseThrow().bitField()).isTrue();
    }

    @Test
    void membersOfAnonymousMembersAreItsOwn() {
        int inner = b.struct("", 8, new Field("x", i, 0), new Field("y", i, 32));
        int union = b.union("", 8, new Field("both", inner, 0), new Field("", inner, 0));
        int s = b.struct("s", 16, new Field("first", i, 0), new Field("", union, 64));
        assertThat(layout(s).flat().stream().map(Slot::name))
                .containsExactly("first", "both", "x", "y");
        assertThat(layout(s).find("y").orElseThrow().offset()).isEqualTo(12);
        assertThat(layout(s).find("z")).isEmpty();
    }

    @Test
    void onlyStructsAndUnionsHaveALayout() {
        int s = b.struct("s", 0);
        int typed = b.typedef("s_t", b.qualified(BtfKind.CONST, s));
        int pointer = b.pointer(s);
        Btf btf = b.build();
        assertThat(StructLayout.of(btf, typed).orElseThrow().id()).isEqualTo(s);
        assertThat(StructLayout.of(btf, pointer)).isEmpty();
        assertThat(StructLayout.of(btf, 0)).isEmpty();
    }

    /** Random members with random gaps, one level inside another, each with a path to it. */
    @Test
    void holesAndMembersMakeUpTheWholeAndPathsLeadToEachMember() throws Exception {
        Random random = new Random(20261123);
        for (int round = 0; round < 300; round++) {
            BtfBuilder built = new BtfBuilder();
            int inner = built.integer("unsigned int", 4, 0);
            long innerSize = 4;
            String path = "";
            long offset = 0;
            for (int level = 0; level < 5; level++) {
                List<Field> fields = new ArrayList<>();
                List<Hole> gaps = new ArrayList<>();
                int at = 0;
                int way = random.nextInt(6);
                for (int m = 0; m < 6; m++) {
                    int gap = random.nextInt(3) * random.nextInt(40);
                    if (gap > 0) {
                        gaps.add(new Hole(m, at * 8L, gap * 8L));
                    }
                    at += gap;
                    fields.add(new Field("m" + m, m == way ? inner : 1, at * 8));
                    offset += m == way ? at : 0;
                    at += m == way ? (int) innerSize : 4;
                }
                path = path.isEmpty() ? "m" + way : "m" + way + "." + path;
                innerSize = at;
                inner = built.struct("level" + level, at, fields.toArray(Field[]::new));
                assertThat(StructLayout.of(built.build(), inner).orElseThrow().holes())
                        .isEqualTo(gaps);
            }
            assertThat(MemberPath.resolve(built.build(), inner, path).offset())
                    .as("round %d: %s", round, path)
                    .isEqualTo(offset);
        }
    }

    /** The numbers are those that gcc laid shapes.c out with. */
    @Test
    void aCompilersStructIsLaidOutAsTheCompilerDid() throws Exception {
        Btf btf = Btf.of(BtfTest.resource("shapes.btf"), "shapes.btf");
        StructLayout node =
                StructLayout.of(btf, btf.find("struct node").orElseThrow()).orElseThrow();
        assertThat(node.size()).isEqualTo(144);
        assertThat(node.find("name").orElseThrow().offset()).isEqualTo(16);
        assertThat(node.find("table").orElseThrow().bits()).isEqualTo(32 * 8);
        assertThat(node.find("rest").orElseThrow().offset()).isEqualTo(140);
        assertThat(node.holes())
                .containsExactly(
                        new Hole(3, 200, 56), new Hole(12, 904, 24), new Hole(14, 1120, 32));
    }

    private StructLayout layout(int id) {
        return StructLayout.of(b.build(), id).orElseThrow();
    }
}
