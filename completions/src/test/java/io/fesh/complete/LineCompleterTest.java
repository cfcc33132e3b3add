// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.event.Meaning;
import io.fesh.fake.FakeSymbols;
import io.fesh.kernel.KernelSymbols;
import io.fesh.verb.CommandTable;

import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class LineCompleterTest {
    private final FakeView kernel = new FakeView();
    private final LineCompleter completer =
            new LineCompleter(CommandTable.standard(), kernel, Path.of("/nowhere"));

    /** What Tab offers at the end of {@code typed}, on a screen of 80x24. */
    private List<Candidate> tab(String typed) {
        return tab(typed, 24);
    }

    private List<Candidate> tab(String typed, int lines) {
        return tab(completer, typed, lines);
    }

    private static List<Candidate> tab(LineCompleter completer, String typed, int lines) {
        ParsedLine parsed = new WordParser().parse(typed, typed.length(), ParseContext.COMPLETE);
        Candidates found = new Candidates(80, lines);
        completer.offer(typed, typed.length() - parsed.wordCursor(), found);
        return found.list();
    }

    private List<String> values(String typed) {
        return tab(typed).stream().map(Candidate::value).toList();
    }

    private static List<String> values(LineCompleter completer, String typed) {
        return tab(completer, typed, 24).stream().map(Candidate::value).toList();
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
        assertThat(values("create vfs_read(count) ")).containsExactly("=>", "if", "stack");
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
    void whereATypeFitsTypesDo() {
        assertThat(values("create vfs_read(x6")).containsExactly("x64");
        assertThat(values("create vfs_read(count:s")).contains("size_t", "string", "s64");
        assertThat(values("create ksys_write(")).contains("string", "x64");
        assertThat(values("create ksys_write(x64 ")).isEmpty();
    }

    @Test
    void behindTheParenthesesReturnFilterAndStackFit() {
        assertThat(values("create vfs_read(count)")).containsExactly(" =>", " if", " stack");
        assertThat(values("create vfs_read(count) =>")).contains("ret", "void", "ssize_t");
        assertThat(values("create vfs_read(count) => ssize_t ")).isEmpty();
        assertThat(values("create vfs_read(count) => ssize_t ret ")).containsExactly("if", "stack");
        assertThat(values("create vfs_read(count) => ret i")).containsExactly("if");
    }

    @Test
    void inAFilterTheFieldsOfTheLineFit() {
        assertThat(values("create vfs_read(count, file->f_pos) if "))
                .containsExactly("count", "f_pos", "pid", "comm", "cpu");
        assertThat(values("trace vfs_read(count) => ret if r")).containsExactly("ret");
        assertThat(values("trace vfs_read(count) => ret if dur")).containsExactly("duration");
        assertThat(values("trace vfs_read if ")).contains("file", "buf", "count", "pos", "pid");
        assertThat(values("trace vfs_read if count ")).contains("==", ">=", "&");
        assertThat(values("trace vfs_read if count > ")).isEmpty();
        assertThat(values("trace vfs_read if count > 1 ")).containsExactly("&&", "||", "stack");
        assertThat(values("trace vfs_read if count > 1 && co")).containsExactly("count", "comm");
        assertThat(values("trace vfs_read(size_t n) if "))
                .containsExactly("n", "pid", "comm", "cpu");
    }

    @Test
    void anOperatorFitsItsFieldAndAValueIsCalledAsItIsShown() {
        assertThat(values("trace vfs_read(count) if count ")).contains("<").doesNotContain("~");
        assertThat(values("trace vfs_read(count) if comm ")).containsExactly("==", "!=", "~", "!~");
        assertThat(values("trace ip_rcv(skb->protocol) if protocol "))
                .containsExactly("==", "!=", "&");
        assertThat(values("trace vfs_read(count) => ret if ret == -ENOE"))
                .containsExactly("-ENOENT", "-ENOEXEC");
        assertThat(values("trace SyS_openat(flags) if flags & O_RD"))
                .containsExactly("O_RDONLY", "O_RDWR");
        assertThat(values("trace SyS_openat(flags) if flags == O_RDWR|O_CR"))
                .containsExactly("O_CREAT");
        assertThat(values("trace SyS_openat(flags) if flags & O_CREAT|O_"))
                .contains("O_TRUNC")
                .doesNotContain("O_RDWR", "O_RDONLY");
        assertThat(values("trace SyS_openat(flags) if flags & O_CREAT|O_CREAT "))
                .containsExactly("&&", "||", "stack");
        assertThat(values("trace SyS_openat(flags) if flags > O_")).isEmpty();
    }

    @Test
    void behindTheNameOfAnEventItsFilterFits() {
        kernel.event("mine", "dfd", "flags");
        assertThat(values("enable mine ")).containsExactly("if");
        assertThat(values("enable mine if ")).containsExactly("dfd", "flags", "pid", "comm", "cpu");
        assertThat(values("enable mine if flags & 1 ")).containsExactly("&&", "||");
        assertThat(values("disable mine ")).isEmpty();
        kernel.event("tree", new Meaning.Flags(List.of(new Meaning.Flag("LEAF", 2, 2))), "kind");
        assertThat(values("enable tree if kind & ")).containsExactly("LEAF");
    }

    @Test
    void aViewTakesAnEventOrALineAndThenItsFields() {
        kernel.event("vfs_mine", "dfd");
        assertThat(values("hist vfs_m")).containsExactly("vfs_mine");
        assertThat(values("hist vfs_re")).containsExactly("vfs_read", "vfs_readv");
        assertThat(values("hist vfs_read ")).contains("by");
        assertThat(values("hist vfs_read(count) b")).containsExactly("by");
        assertThat(values("hist vfs_read by dur")).containsExactly("duration");
        assertThat(values("top vfs_mine by "))
                .containsExactly("dfd", "pid", "tgid", "caller", "comm", "cpu");
        assertThat(values("top vfs_read(count) by co")).containsExactly("count", "comm");
    }

    @Test
    void hostsOfSshFitBehindItsColon(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(
                home.resolve(".ssh/config"),
                "Host alpha beta.example\n  User root\nHost *.lab !no\nhost=gamma\n");
        LineCompleter here = new LineCompleter(CommandTable.standard(), kernel, home);
        assertThat(values(here, "target ssh:")).containsExactly("alpha", "beta.example", "gamma");
        assertThat(values(here, "target ssh:b")).containsExactly("beta.example");
        assertThat(values(here, "target l")).containsExactly("lab", "local");
        assertThat(values("target ssh:")).isEmpty();
        assertThat(values("target f")).containsExactly("file:");
    }

    @Test
    void marksTellWhatIsSpecialOfAFunction() {
        assertThat(tab("? ext4_sync").get(0).descr())
                .isEqualTo("clone of ext4_sync_file with other parameters");
        assertThat(tab("? do_sysc").get(0).descr()).isEqualTo("notrace");
    }

    @Test
    void whatisTakesOnlyFunctionsWhosePrototypeIsKnown() {
        assertThat(values("whatis vfs_w")).isEmpty();
        assertThat(values("? vfs_w")).containsExactly("vfs_write");
    }

    @Test
    void behindTheSignTheNumbersOfTheNewestHitsFit() {
        kernel.hit(kernel.event("mine", "dfd"));
        kernel.hit(kernel.event("other"));
        assertThat(values("diff ")).containsExactly("#");
        assertThat(values("diff #")).containsExactly("2", "1");
        assertThat(values("diff #1 #2 ")).isEmpty();
        assertThat(values("print #")).containsExactly("2", "1");
        assertThat(tab("print #").get(0).descr()).isEqualTo("other");
    }

    @Test
    void filesOfTheSessionFitWithWhatMayStandBesideThem() {
        assertThat(values("target file:src/te")).containsExactly("test/");
        assertThat(values("open src/te")).containsExactly("test/");
        assertThat(values("record src/te")).containsExactly("test/");
        assertThat(values("record hits.rec ")).containsExactly("new", "replace");
        assertThat(values("record hits.rec new r")).containsExactly("replace");
        assertThat(values("record st")).contains("stop");
        assertThat(values("set transcript o")).containsExactly("off");
        assertThat(values("set transcript src/te")).containsExactly("test/");
    }

    @Test
    void filesFitWhereTheyAre(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.createFile(folder.resolve("sub/one.fesh"));
        Files.createFile(folder.resolve("sub/.hidden"));
        Files.createFile(folder.resolve("sub/to quote"));
        FileCandidates files = new FileCandidates(folder);
        assertThat(offered(files, "source ")).containsExactly("sub/");
        assertThat(offered(files, "source sub/")).containsExactly("one.fesh");
        assertThat(offered(files, "source sub/.")).containsExactly(".hidden");
        assertThat(offered(files, "source nowhere/")).isEmpty();
    }

    private static List<String> offered(CandidateSource source, String typed) {
        ParsedLine parsed = new WordParser().parse(typed, typed.length(), ParseContext.COMPLETE);
        int start = typed.indexOf(' ') + 1;
        int word = typed.length() - parsed.wordCursor();
        Candidates found = new Candidates(80, 24);
        source.offer(
                new CursorContext(Optional.empty(), Optional.empty(), 0, typed, start, word),
                found);
        return found.list().stream().map(Candidate::value).toList();
    }

    @Test
    void helpTakesVerbsAndTopics() {
        assertThat(values("help "))
                .contains("create", "quit", "all", "keys", "lines", "filters", "types");
        assertThat(values("help fi")).containsExactly("filters");
    }

    @Test
    void aVerbsOwnWordsAreOffered() {
        assertThat(values("tutorial "))
                .containsExactly("next", "hint", "skip", "reset", "stop", "forget");
        assertThat(values("export ")).containsExactly("jsonl", "csv", "perfetto");
        assertThat(values("stats --")).containsExactly("--self");
        assertThat(values("functions tak")).startsWith("taking");
    }

    @Test
    void anExtraArgumentIsNeverOffered() {
        kernel.event("mine");
        assertThat(values("stats mine ")).isEmpty();
        assertThat(values("help trace ")).isEmpty();
        assertThat(values("quit ")).isEmpty();
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
        assertThat(values("whatis vfs_r")).containsExactly("vfs_read");
        assertThat(tab("ptype struct pa").get(0).descr()).isEqualTo("16 bytes");
    }

    @Test
    void functionsTakesNamesWithoutAnythingAfterThem() {
        assertThat(values("functions vfs_r")).containsExactly("vfs_read", "vfs_readv");
        assertThat(values("functions tak")).contains("taking");
        assertThat(values("functions taking struct pa")).containsExactly("path");
        assertThat(values("functions vfs_read struct pa")).isEmpty();
    }

    @Test
    void onlyWhatCanBeTracedIsOffered() {
        assertThat(values("create do_syscall")).isEmpty();
        assertThat(values("create init_ta")).isEmpty();
    }

    @Test
    void verbsOnEventsTakeTheEventsOfTheSession() {
        kernel.event("vfs_read");
        kernel.event("SyS_openat");
        assertThat(values("enable ")).containsExactly("vfs_read", "SyS_openat", "*");
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
        kernel.event("vfs_read");
        assertThat(values("quit\nenable v")).containsExactly("vfs_read");
    }

    @Test
    void withoutSymbolsTabSaysWhatIsBeingWaitedFor() {
        kernel.symbols = Optional.empty();
        assertThat(values("create vfs_")).isEmpty();
        assertThat(kernel.told).containsExactly("no symbols yet: lab: booting 4s");
    }

    @Test
    void whatDoesNotFitOnTheScreenIsCounted() {
        int all = kernel.symbols.orElseThrow().match("", 200).total();
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
        kernel.symbols = Optional.of(many);
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
