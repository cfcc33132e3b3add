// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fesh.btf.BtfBuilder.Field;

import org.junit.jupiter.api.Test;

import java.util.List;

class MemberPathTest {
    private final BtfBuilder b = new BtfBuilder();
    private final int i = b.integer("int", 4, BtfBuilder.SIGNED);
    private final int c = b.integer("char", 1, 0);
    private final int gone = b.forward("gone", false);
    private final int dentry =
            b.struct(
                    "dentry",
                    64,
                    new Field("d_flags", i, 0, 3),
                    new Field("d_lockref", i, 3, 7),
                    new Field("d_iname", b.array(c, i, 32), 256));
    private final int path = b.struct("path", 16, new Field("dentry", b.pointer(dentry), 64));
    private final int file =
            b.struct(
                    "file",
                    64,
                    new Field("f_path", b.qualified(BtfKind.CONST, path), 128),
                    new Field("f_paths", b.array(path, i, 2), 256),
                    new Field("f_gone", b.pointer(gone), 384),
                    new Field("f_void", b.pointer(0), 448));
    private final int filePointer = b.pointer(file);

    @Test
    void membersOfMembersAddUp() throws Exception {
        assertThat(resolve(file, "f_path.dentry"))
                .extracting(MemberPath::loads, MemberPath::offset)
                .containsExactly(List.of(), 24L);
    }

    @Test
    void anArrowLoadsAPointer() throws Exception {
        MemberPath found = resolve(file, "f_path.dentry->d_iname");
        assertThat(found.loads()).containsExactly(24L);
        assertThat(found.offset()).isEqualTo(32);
    }

    @Test
    void theStartMayBeAPointerWhoseValueIsKnown() throws Exception {
        assertThat(resolve(filePointer, "->f_path.dentry->d_iname[3]"))
                .isEqualTo(resolve(filePointer, "f_path.dentry->d_iname[3]", 3));
        assertThat(resolve(filePointer, "f_path").loads()).isEmpty();
        assertThat(resolve(filePointer, "[2].f_path").offset()).isEqualTo(2 * 64 + 16);
    }

    private MemberPath resolve(int start, String bare, int index) throws PathException {
        MemberPath found = resolve(start, bare);
        assertThat(found.offset()).isEqualTo(32 + index);
        return new MemberPath("->" + bare, found.loads(), found.offset(), found.type(), 0, 0);
    }

    @Test
    void anIndexCountsElements() throws Exception {
        assertThat(resolve(file, "f_paths[1].dentry").offset()).isEqualTo(32 + 16 + 8);
        assertThat(resolve(file, "f_paths [ 0x1 ] . dentry").offset()).isEqualTo(56);
        MemberPath second = resolve(file, "f_path.dentry[1].d_iname");
        assertThat(second.loads()).containsExactly(24L);
        assertThat(second.offset()).isEqualTo(64 + 32);
        assertThat(resolve(file, "f_paths->dentry").offset()).isEqualTo(40);
    }

    @Test
    void aBitFieldSaysWhichBits() throws Exception {
        MemberPath found = resolve(dentry, "d_lockref");
        assertThat(found.bitShift()).isEqualTo(3);
        assertThat(found.bitSize()).isEqualTo(7);
    }

    @Test
    void aWrongMemberIsNamedWithItsStructAndWhatIsNear() {
        refused(file, "f_pth", 0, "no member 'f_pth' in struct file", "f_path");
        refused(file, "f_path.dentyr", 7, "no member 'dentyr' in const struct path", "dentry");
        refused(file, "dentry", 0, "no member 'dentry' in struct file", "f_path.dentry");
        refused(file, "x", 0, "no member 'x' in struct file");
    }

    @Test
    void theWrongOperatorIsToldWithTheRightOne() {
        refused(
                file,
                "f_path.dentry.d_iname",
                13,
                "'f_path.dentry' is a pointer, 'struct dentry *': '->' reaches its members");
        refused(
                file,
                "f_path->dentry",
                6,
                "'f_path' is no pointer, but 'const struct path': '.' reaches its members");
        refused(dentry, "d_flags->x", 7, "'d_flags' is no pointer, but 'int'");
    }

    @Test
    void whatHasNoMembersIsTold() {
        refused(dentry, "d_flags.x", 8, "'d_flags' is 'int', which has no members");
        refused(
                file,
                "f_gone->x",
                8,
                "'f_gone' is 'struct gone', which has no members in these types: it is only declared");
        refused(i, "x", 0, "the start is 'int', which has no members");
    }

    @Test
    void indexesAreChecked() {
        refused(file, "f_paths[2]", 8, "index 2 is outside 'struct path[2]'");
        refused(
                file,
                "f_path[0]",
                6,
                "'f_path' is 'const struct path', neither an array nor a pointer");
        refused(file, "f_paths[x]", 8, "index is 'x', not a number from 0 to 2147483647");
        refused(
                file,
                "f_paths[99999999999]",
                8,
                "index is '99999999999', not a number from 0 to 2147483647");
        refused(file, "f_paths[1", 9, "']' expected");
        refused(file, "f_void[1]", 6, "'f_void' is 'void *', whose elements have no known size");
    }

    @Test
    void textThatIsNoPathIsRefusedWhereItStopsBeingOne() {
        refused(file, " ", 1, "path is empty");
        refused(file, "f_path+1", 6, "'.', '->' or '[' expected, not '+'");
        refused(file, "f_path\u001b", 6, "'.', '->' or '[' expected, not '\\u001b'");
        refused(file, "f_path.", 7, "member expected after 'f_path.'");
        refused(file, "f_path. .x", 8, "member expected after 'f_path.'");
    }

    private MemberPath resolve(int start, String text) throws PathException {
        return MemberPath.resolve(b.build(), start, text);
    }

    private void refused(int start, String text, int position, String message, String... near) {
        PathException e = catchThrowableOfType(PathException.class, () -> resolve(start, text));
        assertThat(e).hasMessage(message);
        assertThat(e.position()).isEqualTo(position);
        assertThat(e.near()).containsExactly(near);
    }
}
