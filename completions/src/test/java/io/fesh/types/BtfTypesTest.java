// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.kernel.KernelTypes.Member;
import io.fesh.kernel.KernelTypes.Named;
import io.fesh.kernel.KernelTypes.Place;
import io.fesh.kernel.KernelTypes.Use;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.Prototype.Parameter;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.ValueType;
import io.fesh.kernel.ValueType.Kind;
import io.fesh.symbols.SymbolIndex;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class BtfTypesTest {
    /** Of 7.x, whose last field is no parameter. */
    private static final String OPENAT =
            """
            name: sys_enter_openat
            ID: 616
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;

            \tfield:int __syscall_nr;\toffset:8;\tsize:4;\tsigned:1;
            \tfield:int dfd;\toffset:16;\tsize:8;\tsigned:0;
            \tfield:const char * filename;\toffset:24;\tsize:8;\tsigned:0;
            \tfield:struct file * how;\toffset:32;\tsize:8;\tsigned:0;
            \tfield:umode_t mode;\toffset:40;\tsize:8;\tsigned:0;
            \tfield:__data_loc char[] __filename_val;\toffset:48;\tsize:4;\tsigned:0;

            print fmt: "..."
            """;

    private final List<String> read = new ArrayList<>();

    private byte[] file(String path) throws TargetException {
        read.add(path);
        if (path.endsWith("/sys_enter_openat/format")) {
            return OPENAT.getBytes(StandardCharsets.UTF_8);
        }
        if (path.equals("/sys/kernel/btf/vmlinux")) {
            return small();
        }
        throw new TargetException(path + ": no such file", "");
    }

    private static byte[] small() {
        try (InputStream in = BtfTypesTest.class.getResourceAsStream("small.btf")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private BtfTypes types() throws TargetException {
        return BtfTypes.read(this::file, SymbolIndex.EMPTY);
    }

    @Test
    void aFunctionHasItsPrototype() throws Exception {
        Prototype prototype = types().prototype("vfs_read").orElseThrow();
        assertThat(prototype.declaration())
                .isEqualTo(
                        "long int vfs_read(struct file *file, char *buf, size_t count, loff_t"
                                + " *pos)");
        assertThat(prototype.names()).containsExactly("file", "buf", "count", "pos");
        assertThat(prototype.parameters().get(1).type().kind()).isEqualTo(Kind.TEXT);
        assertThat(prototype.returns().signed()).isTrue();
        assertThat(types().prototype("no_such_function")).isEmpty();
    }

    @Test
    void structsByValueAndFloatsMoveTheParametersBehindThem() throws Exception {
        assertThat(types().prototype("many").orElseThrow().parameters())
                .extracting(Parameter::register)
                .containsExactly(0, 1, Prototype.NO_REGISTER, 3, 4, 5, Prototype.NO_REGISTER);
    }

    @Test
    void aPathLeadsOverPointersAndIntoAnonymousMembers() throws Exception {
        Place name = types().follow("vfs_read", "file", "->f_path.dentry->d_name.name");
        assertThat(name.loads()).containsExactly(8L);
        assertThat(name.offset()).isEqualTo(16);
        assertThat(name.type().kind()).isEqualTo(Kind.TEXT);
        assertThat(types().follow("vfs_read", "file", "->f_pos").offset()).isEqualTo(24);
        assertThat(types().follow("mode_of", "file", "->next[2]->f_flags").loads())
                .containsExactly(72L);
    }

    @Test
    void aPlaceSaysWhatIsThere() throws Exception {
        assertThat(kind("->d_iname")).isEqualTo(Kind.CHARACTERS);
        ValueType address = types().follow("vfs_read", "file", "->address").type();
        assertThat(address.kind()).isEqualTo(Kind.ARRAY);
        assertThat(address.count()).isEqualTo(6);
        assertThat(types().follow("vfs_read", "file", "->release").type().kind())
                .isEqualTo(Kind.FUNCTION);
        assertThat(types().follow("vfs_read", "file", "->colour").type().kind())
                .isEqualTo(Kind.ENUM);
        assertThat(types().follow("vfs_read", "file", "->open").bits()).isEqualTo(1);
    }

    private Kind kind(String path) throws Exception {
        return types().follow("vfs_read", "file", "->f_path.dentry" + path).type().kind();
    }

    @Test
    void aWrongPathIsToldByTheParametersName() throws Exception {
        assertThatThrownBy(() -> types().follow("vfs_read", "file", ".f_pos"))
                .isInstanceOf(PathError.class)
                .hasMessage("'file' is a pointer, 'struct file *': '->' reaches its members");
        assertThatThrownBy(() -> types().follow("vfs_read", "file", "->f_path.dentri"))
                .isInstanceOfSatisfying(
                        PathError.class,
                        e -> {
                            assertThat(e.position()).isEqualTo(9);
                            assertThat(e.near()).containsExactly("dentry");
                        });
    }

    @Test
    void membersAreThoseOfWhatIsPointedTo() throws Exception {
        assertThat(types().members("vfs_read", "file", "").stream().map(Member::name))
                .startsWith("f_path", "f_flags", "open", "f_pos", "f_cookie");
        assertThat(
                        types().members("vfs_read", "file", "->f_path.dentry").stream()
                                .map(Member::name))
                .containsExactly("count", "d_name", "d_iname");
        assertThat(types().members("vfs_read", "count", "")).isEmpty();
    }

    @Test
    void systemCallsHaveTheirCallersParameters() throws Exception {
        BtfTypes types = types();
        for (String name : List.of("SyS_openat", "sys_openat", "__x64_sys_openat")) {
            Prototype prototype = types.prototype(name).orElseThrow();
            assertThat(prototype.systemCall()).isTrue();
            assertThat(prototype.declaration())
                    .isEqualTo(
                            "long "
                                    + name
                                    + "(int dfd, const char *filename, struct file *how,"
                                    + " umode_t mode)");
            assertThat(prototype.parameters().get(1).type().user()).isTrue();
            assertThat(prototype.parameters().get(3).type().size()).isEqualTo(2);
        }
        assertThat(read.stream().filter(path -> path.endsWith("format"))).hasSize(1);
        assertThat(types.follow("SyS_openat", "how", "->f_flags").offset()).isEqualTo(16);
        assertThat(types.prototype("SyS_nothing")).isEmpty();
    }

    @Test
    void aNameIsFoundWithAndWithoutItsKeyword() throws Exception {
        assertThat(types().find("struct file")).isEqualTo(types().find("file"));
        assertThat(types().find("file").get(0).size()).isEqualTo(88);
        assertThat(types().find("size_t").get(0).declaration())
                .isEqualTo("typedef long unsigned int size_t");
        assertThat(types().find("vfs_read").get(0).declaration()).startsWith("long int vfs_read(");
        assertThat(types().find("union file")).isEmpty();
    }

    @Test
    void aTypedefIsShownWithWhatItStandsFor() throws Exception {
        BtfTypes types = types();
        List<String> text = types.definition(types.find("file_t").get(0), true);
        assertThat(text).startsWith("typedef struct file file_t;", "struct file {");
        assertThat(text).anySatisfy(line -> assertThat(line).contains("hole: "));
    }

    @Test
    void namesAreFoundByPrefixBeforePart() throws Exception {
        assertThat(spellings("file")).containsExactly("struct file", "file_t");
        assertThat(spellings("struct p")).containsExactly("struct pair", "struct path");
        assertThat(spellings("ent")).containsExactly("struct dentry");
        assertThat(types().match("struct ", 2).total()).isEqualTo(5);
        assertThat(types().near("struct fiel", 1)).containsExactly("struct file");
    }

    @Test
    void functionsAreFoundByTheTypesTheyUse() throws Exception {
        assertThat(types().functions(Use.TAKING, "struct file *").orElseThrow())
                .contains("vfs_read", "mode_of");
        assertThat(types().functions(Use.TAKING, "struct file").orElseThrow())
                .isEqualTo(types().functions(Use.TAKING, "const struct file *").orElseThrow());
        assertThat(types().functions(Use.TAKING, "struct file **").orElseThrow()).isEmpty();
        assertThat(types().functions(Use.TAKING, "size_t").orElseThrow()).contains("vfs_read");
        assertThat(types().functions(Use.TAKING, "long unsigned int").orElseThrow())
                .contains("vfs_read");
        assertThat(types().functions(Use.RETURNING, "long int").orElseThrow()).contains("vfs_read");
        assertThat(types().functions(Use.TAKING, "struct nowhere *")).isEmpty();
        assertThat(types().functions(Use.TAKING, "file->")).isEmpty();
    }

    @Test
    void anExpressionFindsTypes() throws Exception {
        assertThat(types().search("", Pattern.compile("^(file|path)$"), 9).types())
                .extracting(Named::spelling)
                .containsExactlyInAnyOrder("struct file", "struct path");
        assertThat(types().search("union", Pattern.compile("^file$"), 9).total()).isZero();
    }

    private List<String> spellings(String typed) throws TargetException {
        return types().match(typed, 10).types().stream().map(Named::spelling).toList();
    }

    @Test
    void damagedTypesAreOneMessage() {
        byte[] cut = java.util.Arrays.copyOf(small(), 100);
        assertThatThrownBy(() -> BtfTypes.read(path -> cut, SymbolIndex.EMPTY))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("/sys/kernel/btf/vmlinux: ");
        assertThatThrownBy(() -> BtfTypes.read(this::none, SymbolIndex.EMPTY))
                .isInstanceOf(TargetException.class)
                .hasMessageStartingWith("the kernel tells no types");
    }

    private byte[] none(String path) throws TargetException {
        throw new TargetException(path + ": no such file", "");
    }
}
