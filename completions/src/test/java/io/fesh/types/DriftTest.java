// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.btf.BtfBuilder;
import io.fesh.btf.BtfBuilder.Field;
import io.fesh.btf.BtfBuilder.Param;
import io.fesh.btf.BtfType.Linkage;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.saved.Drift;
import io.fesh.saved.Reliance;
import io.fesh.saved.SavedSession;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event is saved on one small kernel and checked against another. */
class DriftTest {
    @TempDir Path folder;

    private int written;

    /** A kernel with a struct file, and what a test adds to it. */
    private static final class Kernel {
        final BtfBuilder btf = new BtfBuilder();
        final int integer = btf.integer("int", 4, BtfBuilder.SIGNED);
        final int unsigned = btf.integer("unsigned int", 4, 0);
        final int wide = btf.integer("long int", 8, BtfBuilder.SIGNED);
        final int text = btf.pointer(btf.integer("char", 1, BtfBuilder.SIGNED | BtfBuilder.CHAR));
        int file;

        Kernel file(Field... fields) {
            return file("file", fields);
        }

        Kernel file(String name, Field... fields) {
            file = btf.pointer(btf.struct(name, 64, fields));
            return this;
        }

        Kernel function(String name, int returns, Param... params) {
            btf.function(name, btf.prototype(returns, params), Linkage.GLOBAL);
            return this;
        }

        Param param(String name, int type) {
            return new Param(name, type);
        }

        /** At a byte. */
        Field at(int offset, String name, int type) {
            return new Field(name, type, 8 * offset);
        }
    }

    private Path file(BtfBuilder btf) {
        try {
            return Files.write(folder.resolve("vmlinux" + written++), btf.bytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private KernelTypes types(Kernel kernel) throws TargetException {
        return TypesInFiles.read(List.of(file(kernel.btf)));
    }

    private List<String> check(String line, Kernel before, Kernel after) throws Exception {
        return check(line, types(before), types(after));
    }

    /** By way of the file's text; a finding as {@code field verdict: what}. */
    private static List<String> check(String line, KernelTypes before, KernelTypes after)
            throws Exception {
        List<String> text = new ArrayList<>(SavedSession.lines(Reliance.of(line, before)));
        text.add("create " + line);
        return checked(text, after);
    }

    private static List<String> checked(List<String> text, KernelTypes after) throws Exception {
        return Drift.of(
                        SavedSession.of(text).events().get(0),
                        new Drift.Kernel(after, Optional.empty()))
                .stream()
                .map(each -> each.field() + " " + each.verdict() + ": " + each.what())
                .map(String::strip)
                .toList();
    }

    private static Kernel plain() {
        Kernel kernel = new Kernel();
        kernel.file(
                kernel.at(0, "flags", kernel.unsigned),
                kernel.at(8, "name", kernel.text),
                kernel.at(16, "pos", kernel.wide),
                kernel.at(24, "mode", kernel.unsigned));
        return kernel.function(
                "read",
                kernel.wide,
                kernel.param("file", kernel.file),
                kernel.param("count", kernel.integer));
    }

    /** The same function of another struct. */
    private static Kernel read(Kernel kernel) {
        return kernel.function(
                "read",
                kernel.wide,
                kernel.param("file", kernel.file),
                kernel.param("count", kernel.integer));
    }

    @Test
    void everyFieldIsToldOfWhateverHasBecomeOfTheOthers() throws Exception {
        Kernel after = new Kernel();
        after.file(
                after.at(0, "flag", after.unsigned),
                after.at(8, "name", after.text),
                after.at(16, "mode", after.wide),
                after.at(32, "pos", after.wide));
        assertThat(
                        check(
                                "read(file->flags, file->name, file->pos, file->mode, count)",
                                plain(),
                                read(after)))
                .containsExactly(
                        "flags broken: no member 'flags' in struct file; there is flag",
                        "name same:",
                        "pos moved: file->pos was at arg1 +16, is at arg1 +32",
                        "mode changed: file->mode was 'unsigned int', 4, is 'long int', 8 signed",
                        "count same:");
    }

    @Test
    void aMemberThatBecameABitFieldIsAnother() throws Exception {
        Kernel after = new Kernel();
        after.file(new Field("flags", after.unsigned, 5, 3));
        assertThat(check("read(file->flags)", plain(), read(after)))
                .containsExactly(
                        "flags changed: file->flags was 'unsigned int', 4, is a bit field of 3"
                                + " bits");
    }

    @Test
    void aBitFieldIsFollowedUntilItHasMoreBits() throws Exception {
        Kernel before = new Kernel();
        before.file(
                new Field("kind", before.unsigned, 0, 3), new Field("n", before.unsigned, 3, 2));
        Kernel after = new Kernel();
        after.file(new Field("kind", after.unsigned, 6, 3), new Field("n", after.unsigned, 3, 3));
        assertThat(check("read(file->kind, file->n)", read(before), read(after)))
                .containsExactly(
                        "kind moved: file->kind was at arg1 +0 bit 0, is at arg1 +0 bit 6",
                        "n changed: file->n was a bit field of 2 bits, is a bit field of 3 bits");
    }

    private static Kernel open(boolean turned) {
        Kernel kernel = plain();
        Param path = kernel.param("path", kernel.text);
        Param flags = kernel.param("flags", kernel.unsigned);
        return turned
                ? kernel.function("open", kernel.integer, flags, path)
                : kernel.function("open", kernel.integer, path, flags);
    }

    @Test
    void parametersInAnotherOrderAreFollowedByNameOnly() throws Exception {
        assertThat(check("open(flags)", open(false), open(true)))
                .containsExactly(
                        "moved: the order is flags, path",
                        "flags moved: flags was at arg2, is at arg1");
        assertThat(check("open(NULL, u32 flags)", open(false), open(true)))
                .containsExactly(
                        "moved: the order is flags, path",
                        "flags changed: arg2 was flags, is path; flags is at arg1 now");
    }

    @Test
    void aFunctionThatTakesOrReturnsSomethingElseIsChanged() throws Exception {
        Kernel after = plain();
        after.function(
                "open",
                after.wide,
                after.param("path", after.text),
                after.param("flags", after.wide),
                after.param("mode", after.integer));
        assertThat(check("open(path)", open(false), after))
                .containsExactly(
                        "changed: takes 'int mode', too; flags was 'unsigned int', is 'long int';"
                                + " returned 'int', returns 'long int'",
                        "path same:");
        assertThat(check("open(flags) => ret", after, open(false)))
                .containsExactly(
                        "changed: takes no 'int mode' any more; returned 'long int', returns 'int'",
                        "flags changed: flags was 'long int', 8 signed, is 'unsigned int', 4",
                        "ret changed: return value was 'long int', 8 signed, is 'int', 4 signed");
    }

    @Test
    void aParameterOfAnotherNameIsFoundByItsPlaceAndType() throws Exception {
        Kernel after = new Kernel();
        after.file(after.at(0, "flags", after.unsigned));
        after.function(
                "read",
                after.wide,
                after.param("filp", after.file),
                after.param("count", after.integer));
        assertThat(check("read(file->flags)", plain(), after))
                .containsExactly(
                        "same: file is called filp",
                        "flags broken: read has no parameter file; it is called filp");
    }

    @Test
    void ofAFunctionThatIsGoneOrInlinedTheFieldsAreToldAllTheSame() throws Exception {
        Kernel after = new Kernel();
        after.file(after.at(4, "flags", after.unsigned));
        Param file = after.param("file", after.file);
        Param count = after.param("count", after.integer);
        after.function("reads", after.integer, file);
        after.function("read1", after.wide, file, count);
        assertThat(check("read(file->flags)", plain(), after))
                .containsExactly(
                        "broken: no read in these types: gone, or inlined everywhere; there is"
                                + " read1 (takes the same), reads",
                        "flags moved: file->flags was at arg1 +0, is at arg1 +4");
    }

    @Test
    void aStructOfAnotherNameIsNamed() throws Exception {
        Kernel after = new Kernel();
        after.file("files", after.at(0, "flags", after.unsigned));
        assertThat(check("read(((struct file *)file)->flags, count)", plain(), read(after)))
                .containsExactly(
                        "changed: file was 'struct file *', is 'struct files *'",
                        "flags broken: struct file * is no type of this kernel; there is struct"
                                + " files",
                        "count same:");
        Kernel gone = new Kernel();
        gone.file("files", gone.at(0, "flags", gone.unsigned));
        assertThat(check("read(file->flags)", plain(), gone))
                .contains("flags broken: no struct file in these types; there is struct files");
    }

    @Test
    void numbersAreHeldAgainstWhatTheyStoodFor() throws Exception {
        Kernel after = new Kernel();
        after.file(
                after.at(0, "mode", after.unsigned),
                after.at(8, "name", after.text),
                after.at(32, "flags", after.unsigned));
        String line = "read(x64 file | u32 flags[0] | string name+8[0], u32 count)";
        assertThat(check(line, plain(), read(after)))
                .containsExactly(
                        "file same:",
                        "flags changed: arg1 +0 was file->flags, is file->mode; file->flags is at"
                                + " arg1 +32 now",
                        "name same:",
                        "count same:");
        assertThat(check("read(u32 odd+1[0])", plain(), read(after)))
                .containsExactly(
                        "odd unknown: arg1 +1: numbers, of which the file does not say what they"
                                + " meant");
    }

    @Test
    void whetherAKernelHasAVariableItsTypesDoNotSay() throws Exception {
        assertThat(check("read(u64 n=$jiffies, count)", plain(), plain()))
                .containsExactly(
                        "n unknown: jiffies is a variable, and types do not say whether a kernel"
                                + " has it",
                        "count same:");
    }

    @Test
    void aFileThatDoesNotSayWhatItReliedOnStillNamesWhatIsBroken() throws Exception {
        assertThat(checked(List.of("create read(file->flags)"), types(plain())))
                .containsExactly("unknown: can be made; what it relied on, the file does not say");
        assertThat(checked(List.of("create read(file->flegs, file->made)"), types(plain())))
                .containsExactly(
                        "flegs broken: no member 'flegs' in struct file; there is flags",
                        "made broken: no member 'made' in struct file; there is mode");
    }

    /** A module's function that takes the kernel's struct file. */
    private static BtfBuilder module(Kernel kernel) {
        BtfBuilder module = new BtfBuilder(kernel.btf);
        int prototype = module.prototype(kernel.wide, new Param("file", kernel.file));
        module.function("ext4_read", prototype, Linkage.STATIC);
        return module;
    }

    @Test
    void aModulesFunctionIsCheckedWithItsModulesTypes() throws Exception {
        Kernel kernel = plain();
        Path vmlinux = file(kernel.btf);
        Path ext4 = Files.write(folder.resolve("ext4.ko"), module(kernel).bytes());
        Path modules = Files.createDirectories(folder.resolve("kernel/fs"));
        Files.copy(ext4, modules.resolve("ext4.ko"));
        KernelTypes both = TypesInFiles.read(List.of(ext4, vmlinux));
        String line = "ext4:ext4_read(file->pos)";
        assertThat(check(line, both, both)).containsExactly("pos same:");
        KernelTypes below = TypesInFiles.read(List.of(vmlinux, folder.resolve("kernel")));
        assertThat(check(line, both, below)).containsExactly("pos same:");
        assertThat(check(line, both, TypesInFiles.read(List.of(vmlinux))))
                .containsExactly("unknown: the types of ext4 are not here: add --btf ext4.ko");
    }

    @Test
    void aModuleOfAnotherKernelIsRefused() throws Exception {
        Path ext4 = Files.write(folder.resolve("ext4.ko"), module(plain()).bytes());
        Kernel other = new Kernel();
        other.btf.string("longer than what the module was made on top of, and other names");
        other.btf.string("flags");
        Path vmlinux = file(read(other.file(other.at(0, "position", other.wide))).btf);
        assertThatThrownBy(() -> TypesInFiles.read(List.of(vmlinux, ext4)))
                .isInstanceOf(TargetException.class)
                .hasMessageMatching("module ext4 is of another kernel than .*vmlinux\\d");
        assertThatThrownBy(() -> TypesInFiles.read(List.of(ext4)))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "the types of a module stand on those of its kernel, and none is given");
    }
}
