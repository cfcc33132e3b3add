// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTypes;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.verb.CommandTable;

import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LineCompleterTest {
    private Optional<KernelSymbols> symbols = Optional.of(new FakeSymbols());
    private List<String> events = List.of("SyS_openat", "vfs_read");
    private final List<String> told = new ArrayList<>();

    private final LineCompleter completer =
            new LineCompleter(
                    CommandTable.standard(),
                    new KernelView() {
                        @Override
                        public Optional<KernelTypes> knownTypes() {
                            return Optional.of(new FakeTypes());
                        }

                        @Override
                        public Optional<KernelSymbols> knownSymbols() {
                            return symbols;
                        }

                        @Override
                        public List<String> eventNames() {
                            return events;
                        }

                        @Override
                        public String pending() {
                            return "lab: booting 4s";
                        }

                        @Override
                        public void tell(String message) {
                            told.add(message);
                        }
                    });

    /** What Tab offers at the end of {@code typed}, on a screen of 80x24. */
    private List<Candidate> tab(String typed) {
        return tab(typed, 24);
    }

    private List<Candidate> tab(String typed, int lines) {
        ParsedLine parsed = new WordParser().parse(typed, typed.length(), ParseContext.COMPLETE);
        Candidates found = new Candidates(80, lines);
        completer.offer(typed, typed.length() - parsed.wordCursor(), found);
        return found.list();
    }

    private List<String> values(String typed) {
        return tab(typed).stream().map(Candidate::value).toList();
    }

    @Test
    void anEmptyLineTakesEveryVerb() {
        assertThat(values("")).contains("create", "enable", "help", "quit");
        assertThat(values("  cr")).containsExactly("create");
    }

    @Test
    void aVerbIsDescribed() {
        assertThat(tab("qui").get(0).descr()).startsWith("leaves");
    }

    @Test
    void createTakesFunctionsAndOpensTheirParenthesis() {
        assertThat(values("create vfs_r")).containsExactly("vfs_read(", "vfs_readv(");
        assertThat(tab("create vfs_r").get(0).displ()).isEqualTo("vfs_read");
    }

    @Test
    void aFunctionAlsoFitsAfterTheNameOfTheEvent() {
        assertThat(values("trace mine: vfs_r")).containsExactly("vfs_read(", "vfs_readv(");
        assertThat(values("trace mine:vfs_r")).containsExactly("vfs_read(", "vfs_readv(");
    }

    @Test
    void inTheParenthesesParametersFit() {
        assertThat(values("create vfs_read(")).containsExactly("file", "buf", "count", "pos");
        assertThat(tab("create vfs_read(co").get(0).descr()).isEqualTo("size_t count");
        assertThat(values("create mine: vfs_read(file->f_pos, x64 co")).containsExactly("count");
        assertThat(values("create vfs_read(size_t vfs_")).isEmpty();
        assertThat(values("create vfs_read(count) ")).isEmpty();
    }

    @Test
    void behindAnArrowOrADotMembersFit() {
        assertThat(values("create vfs_read(file->")).containsExactly("f_path", "f_flags", "f_pos");
        assertThat(tab("create vfs_read(file->f_fl").get(0).descr())
                .isEqualTo("unsigned int f_flags");
        assertThat(values("create vfs_read(file->f_path."))
                .containsExactly("f_path.mnt", "f_path.dentry");
        assertThat(tab("create vfs_read(file->f_path.").get(1).displ()).isEqualTo("dentry");
        assertThat(values("create vfs_read(count | file->f_path.dentry->d_"))
                .containsExactly("d_name", "d_iname");
        assertThat(values("create vfs_read(file->nowhere->")).isEmpty();
        assertThat(values("create vfs_read(count->")).isEmpty();
    }

    @Test
    void aFunctionIsDescribedByItsPrototype() {
        assertThat(tab("create vfs_fs").get(0).descr())
                .isEqualTo("int vfs_fsync(struct file *file, int datasync)");
    }

    @Test
    void typesFitWhereTypesAreAskedFor() {
        assertThat(values("ptype struct pa")).containsExactly("path");
        assertThat(values("ptype/o struct de")).containsExactly("dentry");
        assertThat(values("types siz")).containsExactly("size_t");
        assertThat(values("whatis vfs_r")).containsExactly("vfs_read", "vfs_readv");
        assertThat(tab("ptype struct pa").get(0).descr()).isEqualTo("16 bytes");
    }

    @Test
    void functionsTakesNamesWithoutAnythingAfterThem() {
        assertThat(values("functions vfs_r")).containsExactly("vfs_read", "vfs_readv");
    }

    @Test
    void onlyWhatCanBeTracedIsOffered() {
        assertThat(values("create do_syscall")).isEmpty();
        assertThat(values("create init_ta")).isEmpty();
    }

    @Test
    void verbsOnEventsTakeTheEventsOfTheSession() {
        assertThat(values("enable ")).containsExactly("SyS_openat", "vfs_read", "*");
        assertThat(values("enable v")).containsExactly("vfs_read");
        assertThat(values("delete S")).containsExactly("SyS_openat");
    }

    @Test
    void shortFormsOfVerbsCompleteAsTheVerbs() {
        assertThat(values("cr vfs_r")).containsExactly("vfs_read(", "vfs_readv(");
    }

    @Test
    void anUnknownVerbTakesNothing() {
        assertThat(values("frobnicate vfs_")).isEmpty();
    }

    @Test
    void aCommandOfTheTargetTakesNothing() {
        assertThat(values("!cat vfs_")).isEmpty();
    }

    @Test
    void ofSeveralLinesTheOneWithTheCursorCounts() {
        assertThat(values("quit\nenable v")).containsExactly("vfs_read");
    }

    @Test
    void withoutSymbolsTabSaysWhatIsBeingWaitedFor() {
        symbols = Optional.empty();
        assertThat(values("create vfs_")).isEmpty();
        assertThat(told).containsExactly("no symbols yet: lab: booting 4s");
    }

    @Test
    void whatDoesNotFitOnTheScreenIsCounted() {
        int all = symbols.orElseThrow().match("", 200).total();
        List<Candidate> shown = tab("create ", 6);
        assertThat(shown).isNotEmpty().hasSizeLessThan(all);
        assertThat(shown.get(0).group()).isEqualTo(all - shown.size() + " more: type more letters");
    }

    @Test
    void atMostTwoHundredAreOfferedHoweverLargeTheScreen() {
        FakeSymbols many = new FakeSymbols();
        for (int i = 0; i < 1_000; i++) {
            many.add("many_" + i, KernelSymbols.Standing.TRACEABLE);
        }
        symbols = Optional.of(many);
        List<Candidate> shown = tab("create many_", 1_000);
        assertThat(shown).hasSize(200);
        assertThat(shown.get(0).group()).isEqualTo("800 more: type more letters");
    }

    @Test
    void whatThoseThatBeginWithTheTypedHaveInCommonIsInserted() {
        assertThat(commonPrefix("vfs_", "vfs_read", "vfs_readv")).isEqualTo("vfs_read");
        assertThat(commonPrefix("vfs_", "vfs_read", "vfs_write", "do_vfs_ioctl")).isEqualTo("vfs_");
        assertThat(commonPrefix("vfs_r", "vfs_read", "do_vfs_read")).isEqualTo("vfs_read");
        assertThat(commonPrefix("vfsr", "vfs_read", "vfs_rename")).isEmpty();
    }

    private static String commonPrefix(String typed, String... names) {
        GivenOrder matcher = new GivenOrder();
        matcher.compile(
                java.util.Map.of(),
                false,
                (org.jline.reader.CompletingParsedLine)
                        new WordParser().parse(typed, typed.length(), ParseContext.COMPLETE),
                false,
                0,
                null);
        matcher.matches(java.util.Arrays.stream(names).map(Candidate::new).toList());
        return matcher.getCommonPrefix();
    }
}
