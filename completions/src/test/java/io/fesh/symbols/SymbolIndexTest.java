// SPDX-License-Identifier: Apache-2.0
package io.fesh.symbols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.TargetException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class SymbolIndexTest {
    private static final String KALLSYMS =
            """
            0000000000000000 A fixed_percpu_data
            000000000001fb80 A cpu_info
            ffffffff81000000 T _text
            ffffffff810010c0 t do_one_initcall
            ffffffff812d5b40 T vfs_read
            ffffffff812d5e20 T vfs_write
            ffffffff812d5e20 T vfs_write_alias
            ffffffff812d6000 t do_vfs_ioctl
            ffffffff812d6100 t xvfs_x
            ffffffff812e0000 T __x64_sys_openat
            ffffffff812e0100 T __x64_sys_open
            ffffffff812f0000 t cleanup
            ffffffff81300000 t cleanup
            ffffffff81310000 t native_read_cr2
            ffffffff82000000 D init_task
            ffffffff82ffffff B _end
            ffffffffc0300000 t fesh_hit	[fesh]
            ffffffffc0200000 t ext4_lookup	[ext4]
            ffffffffc0200100 T ext4_vfs_open	[ext4]
            """;

    private static final String FUNCTIONS =
            """
            do_one_initcall
            vfs_read
            vfs_write
            do_vfs_ioctl
            xvfs_x
            __x64_sys_openat
            __x64_sys_open
            __ftrace_invalid_address___320
            cleanup
            cleanup
            ext4_lookup [ext4]
            ext4_vfs_open [ext4]
            """;

    private final SymbolIndex index = index(KALLSYMS, FUNCTIONS);

    private static SymbolIndex index(String kallsyms, String functions) {
        try {
            return SymbolIndex.read(bytes(kallsyms), bytes(functions), LoadedModules.NONE);
        } catch (TargetException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatLiesBehindTheEndOfAModuleIsNotTakenForAPartOfIt() throws TargetException {
        String fesh = "fesh 4096 1 - Live 0xffffffffc0300000 (OE)\n";
        SymbolIndex index =
                SymbolIndex.read(bytes(KALLSYMS), bytes(FUNCTIONS), LoadedModules.of(bytes(fesh)));
        assertThat(index.at(0xffffffffc0300fffL, true)).isEqualTo("fesh_hit+0xfff [fesh]");
        assertThat(index.at(0xffffffffc0301000L, true)).isEqualTo("0xffffffffc0301000");
    }

    @Test
    void modulesAreTheSameHoweverOftenTheyAreInUse() {
        String once = "fesh 4096 1 - Live 0xffffffffc0300000 (OE)\n";
        String twice = "fesh 4096 2 a,b Live 0xffffffffc0300000 (OE)\n";
        String moved = "fesh 4096 1 - Live 0xffffffffc0400000 (OE)\n";
        assertThat(LoadedModules.of(bytes(once))).isEqualTo(LoadedModules.of(bytes(twice)));
        assertThat(LoadedModules.of(bytes(once))).isNotEqualTo(LoadedModules.of(bytes(moved)));
        assertThat(LoadedModules.of(bytes("nothing known\n"))).isEqualTo(LoadedModules.NONE);
    }

    @Test
    void namesThatBeginWithItComeFirstThenThoseThatHaveItsWords() {
        assertThat(index.match("vfs_", 200).names())
                .containsExactly("vfs_read", "vfs_write", "do_vfs_ioctl", "ext4_vfs_open");
        assertThat(index.match("vfsr", 200).names()).containsExactly("vfs_read");
        assertThat(index.match("xvfs", 200).names()).containsExactly("xvfs_x");
    }

    @Test
    void aFunctionThatCannotBeTracedIsFoundBehindThoseThatCan() {
        assertThat(index.matchAny("native_read_cr2", 9).names()).containsExactly("native_read_cr2");
        assertThat(index.matchAny("re", 9).names()).containsExactly("vfs_read", "native_read_cr2");
        assertThat(index.matchAny("init_task", 9).names()).isEmpty();
    }

    @Test
    void anExpressionFindsFunctionsAnywhere() throws Exception {
        assertThat(index.search(Pattern.compile("vfs_"), 9).names())
                .containsExactly(
                        "vfs_read",
                        "vfs_write",
                        "do_vfs_ioctl",
                        "ext4_vfs_open",
                        "xvfs_x",
                        "vfs_write_alias");
        assertThat(index.search(Pattern.compile("^vfs_(read|write)$"), 9).total()).isEqualTo(2);
        assertThat(index.search(Pattern.compile("read"), 1).total()).isEqualTo(2);
    }

    @Test
    void anExpressionThatTakesForeverCanBeInterrupted() {
        SymbolIndex one = index("ffffffff81000000 T " + "a".repeat(60) + "\n", "");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> one.search(Pattern.compile("(a+)+!"), 9))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void allThatFitAreCountedWhenOnlySomeAreGiven() {
        var matches = index.match("vfs_", 3);
        assertThat(matches.names()).containsExactly("vfs_read", "vfs_write", "do_vfs_ioctl");
        assertThat(matches.total()).isEqualTo(4);
    }

    @Test
    void nothingTypedFitsEverythingTraceable() {
        var matches = index.match("", 2);
        assertThat(matches.names()).containsExactly("__x64_sys_open", "__x64_sys_openat");
        assertThat(matches.total()).isEqualTo(index.functions()).isEqualTo(10);
    }

    @Test
    void onlyTraceableFunctionsAreOffered() {
        assertThat(index.match("native_read_cr2", 9).names()).isEmpty();
        assertThat(index.match("init_task", 9).names()).isEmpty();
        assertThat(index.match("__ftrace_invalid", 9).total()).isZero();
    }

    @Test
    void systemCallsAreOfferedUnderTheNameThatWasBegun() {
        assertThat(index.match("SyS_open", 9).names()).containsExactly("SyS_open", "SyS_openat");
        assertThat(index.match("sys_opena", 9).names())
                .containsExactly("sys_openat", "__x64_sys_openat");
        assertThat(index.standing("SyS_openat")).isEqualTo(Standing.TRACEABLE);
        assertThat(index.standing("sys_nothing")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void saysWhyAFunctionCannotBeTraced() {
        assertThat(index.standing("vfs_read")).isEqualTo(Standing.TRACEABLE);
        assertThat(index.standing("native_read_cr2")).isEqualTo(Standing.NOT_TRACEABLE);
        assertThat(index.standing("init_task")).isEqualTo(Standing.NOT_A_FUNCTION);
        assertThat(index.standing("vfs_rea")).isEqualTo(Standing.UNKNOWN);
        assertThat(index.standing("")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void dataOfNewKernelsWithTheLetterOfTextIsData() {
        SymbolIndex newer =
                index(
                        """
                        ffffffff8180ac90 T vfs_read
                        ffffffff83200000 T _sdata
                        ffffffff83211140 T init_task
                        ffffffff8355da80 T _edata
                        ffffffff83991000 T _sinittext
                        ffffffffc0300000 t fesh_hit	[fesh]
                        """,
                        "vfs_read\n");
        assertThat(newer.standing("init_task")).isEqualTo(Standing.NOT_A_FUNCTION);
        assertThat(newer.standing("_sinittext")).isEqualTo(Standing.NOT_TRACEABLE);
        assertThat(newer.standing("fesh_hit")).isEqualTo(Standing.NOT_TRACEABLE);
    }

    @Test
    void whatStandsBeforeAFunctionIsNone() {
        SymbolIndex padded =
                index(
                        """
                        ffffffff8180ac80 T __pfx_vfs_read
                        ffffffff8180ac80 T __cfi_vfs_read
                        ffffffff8180ac90 T vfs_read
                        ffffffff8180ad00 T __SCT__cond_resched
                        ffffffff8180ad00 T __entry_text_start
                        ffffffff8180ad00 T __entry_text_end
                        ffffffff8180ad10 T __pfx_of_its_own
                        """,
                        "vfs_read\n__pfx_of_its_own\n");
        assertThat(padded.matchAny("", 9).names()).containsExactly("__pfx_of_its_own", "vfs_read");
        assertThat(padded.standing("__pfx_vfs_read")).isEqualTo(Standing.NOT_A_FUNCTION);
        assertThat(padded.standing("__pfx_of_its_own")).isEqualTo(Standing.TRACEABLE);
    }

    @Test
    void nearNamesComeNearestFirst() {
        assertThat(index.near("vfs_raed", 5)).first().isEqualTo("vfs_read");
        assertThat(index.near("vfs_wrte", 1)).containsExactly("vfs_write");
        assertThat(index.near("SyS_opeanat", 1)).containsExactly("SyS_openat");
        assertThat(index.near("completely_different", 5)).isEmpty();
    }

    @Test
    void countsCopiesAndKnowsModules() {
        assertThat(index.copies("cleanup")).isEqualTo(2);
        assertThat(index.copies("vfs_read")).isEqualTo(1);
        assertThat(index.copies("nothing")).isZero();
        assertThat(index.module("ext4_lookup")).isEqualTo("ext4");
        assertThat(index.module("vfs_read")).isEmpty();
    }

    @Test
    void addressesHaveTheNameOfTheSymbolThatTheyLieIn() {
        assertThat(index.at(0xffffffff812d5b40L, true)).isEqualTo("vfs_read");
        assertThat(index.at(0xffffffff812d5b5fL, true)).isEqualTo("vfs_read+0x1f");
        assertThat(index.at(0xffffffff812d5b5fL, false)).isEqualTo("vfs_read");
        assertThat(index.at(0xffffffffc0200004L, true)).isEqualTo("ext4_lookup+0x4 [ext4]");
    }

    @Test
    void ofSeveralSymbolsAtOneAddressTheFirstIsNamed() {
        assertThat(index.at(0xffffffff812d5e24L, false)).isEqualTo("vfs_write");
    }

    @Test
    void anAddressOutsideOfEverythingIsShownAsItIs() {
        assertThat(index.at(0, true)).isEqualTo("0x0");
        assertThat(index.at(0x1fb84, true)).isEqualTo("0x1fb84");
        assertThat(index.at(0xffff888003a2c000L, true)).isEqualTo("0xffff888003a2c000");
        assertThat(index.at(-1, true)).isEqualTo("0xffffffffffffffff");
    }

    @Test
    void addressesThatKptrRestrictHidesNameNothing() {
        SymbolIndex hidden =
                index("0000000000000000 T vfs_read\n0000000000000000 D init_task\n", "vfs_read\n");
        assertThat(hidden.at(0, true)).isEqualTo("0x0");
        assertThat(hidden.standing("vfs_read")).isEqualTo(Standing.TRACEABLE);
    }

    @Test
    void aWrongLineIsNamedWithItsPlace() {
        assertThatThrownBy(() -> read("ffffffff81000000 T _text\nffff_8 T x\n", ""))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "/proc/kallsyms: 2: address is not a hex number of up to 16 digits:"
                                + " 'ffff_8 T x'");
        assertThatThrownBy(() -> read("ffffffff81000000\n", ""))
                .hasMessageContaining("/proc/kallsyms: 1: symbol has no type and name");
        assertThatThrownBy(() -> read("ffffffff81000000 T x\tfesh\n", ""))
                .hasMessageContaining("/proc/kallsyms: 1: module is not in brackets");
        assertThatThrownBy(() -> read("\n", ""))
                .hasMessageContaining("/proc/kallsyms: 1: address is missing");
        assertThatThrownBy(() -> read("", "vfs_read\nvfs_write ext4\n"))
                .hasMessageContaining(
                        "available_filter_functions: 2: module is not in brackets:"
                                + " 'vfs_write ext4'");
    }

    @Test
    void controlBytesOfAWrongLineAreNotRepeated() {
        assertThatThrownBy(() -> read("\u001b[2J\n", "")).hasMessageEndingWith("'?[2J'");
    }

    private static SymbolIndex read(String kallsyms, String functions) throws TargetException {
        return SymbolIndex.read(bytes(kallsyms), bytes(functions), LoadedModules.NONE);
    }

    @Test
    void aLastLineWithoutLineBreakCounts() {
        assertThat(index("ffffffff81000000 T _text", "_text").match("", 5).names())
                .containsExactly("_text");
    }

    @Test
    void emptyFilesGiveAnEmptyIndex() {
        SymbolIndex empty = index("", "");
        assertThat(empty.match("", 5).names()).isEmpty();
        assertThat(empty.match("x", 5).names()).isEmpty();
        assertThat(empty.standing("x")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void readsTheSymbolsOfThisMachine() throws Exception {
        byte[] text = Files.readAllBytes(Path.of("/proc/kallsyms"));
        List<String> names =
                new String(text, StandardCharsets.ISO_8859_1)
                        .lines()
                        .map(line -> line.split("[ \t]", 4)[2])
                        .toList();
        String functions = names.stream().collect(Collectors.joining("\n"));

        SymbolIndex live = SymbolIndex.read(text, bytes(functions), LoadedModules.NONE);

        assertThat(live.symbols()).isEqualTo(names.size());
        assertThat(live.functions()).isEqualTo(new TreeSet<>(names).size());
        assertThat(live.match("vfs_read", 1).total()).isPositive();
        assertThat(live.match("vfs_read", 1).names()).containsExactly("vfs_read");
    }
}
