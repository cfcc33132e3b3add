// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.fesh.complete.LineColors.Colored;
import io.fesh.render.Style;
import io.fesh.verb.Snippets;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

class LineColorsTest {
    private final FakeView kernel = new FakeView();

    /** {@code text:style} for each piece, without operators. */
    private String colors(String line) {
        return LineColors.of(line, kernel).stream()
                .filter(piece -> piece.style() != Style.OPERATOR)
                .map(piece -> shown(line, piece))
                .collect(Collectors.joining(" "));
    }

    private static String shown(String line, Colored piece) {
        String style = piece.style().name().toLowerCase(Locale.ROOT);
        return line.substring(piece.start(), piece.end()) + ":" + style;
    }

    @Test
    void aVerbIsKnownBegunOrUnknown() {
        assertThat(colors("enable")).isEqualTo("enable:verb");
        assertThat(colors("ena")).isEqualTo("ena:verb");
        assertThat(colors("e")).isEqualTo("e:verb_begun");
        assertThat(colors("frobnicate")).isEqualTo("frobnicate:unknown");
        assertThat(colors("e x")).isEqualTo("e:unknown");
    }

    @Test
    void whatJavaKnowsIsNoUnknownVerb() {
        assertThat(colors("reads")).isEqualTo("reads:unknown");
        kernel.javaNames.put("reads", Snippets.Kind.VARIABLE);
        kernel.javaNames.put("twice", Snippets.Kind.METHOD);
        kernel.javaNames.put("VfsRead", Snippets.Kind.TYPE);
        assertThat(colors("reads")).isEqualTo("reads:field");
        assertThat(colors("twice")).isEqualTo("twice:function");
        assertThat(colors("VfsRead")).isEqualTo("VfsRead:type");
        assertThat(colors("twice(reads.size()) + VfsRead.twice()"))
                .isEqualTo("twice:function reads:field VfsRead:type");
    }

    @Test
    void theLineOf2018() {
        assertThat(colors("create SyS_openat(int dfd, string path, x32 flags, x16 mode)"))
                .isEqualTo(
                        "create:verb SyS_openat:function int:type dfd:field string:type path:field"
                                + " x32:type flags:field x16:type mode:field");
    }

    @Test
    void namesOfParametersAndMembersAreKnownOrNot() {
        assertThat(colors("trace vfs_read(file->f_path.dentry, cuont, pos)"))
                .isEqualTo(
                        "trace:verb vfs_read:function file:field f_path:field dentry:field"
                                + " cuont:unknown pos:field");
        assertThat(colors("trace vfs_read(file->f_paht.dentry, pos)"))
                .isEqualTo(
                        "trace:verb vfs_read:function file:field f_paht:unknown dentry:unknown"
                                + " pos:field");
    }

    @Test
    void theLastWordMayStillBecomeAName() {
        assertThat(colors("trace vfs_re")).isEqualTo("trace:verb vfs_re:plain");
        assertThat(colors("trace vfs_re(")).isEqualTo("trace:verb vfs_re:unknown");
        assertThat(colors("trace vfs_read(file->f_pa"))
                .isEqualTo("trace:verb vfs_read:function file:field f_pa:field");
    }

    @Test
    void whatCannotBeTracedIsUnknownToALine() {
        assertThat(colors("trace do_syscall_64()")).isEqualTo("trace:verb do_syscall_64:unknown");
        assertThat(colors("? do_syscall_64")).isEqualTo("?:verb do_syscall_64:function");
    }

    @Test
    void returnFilterAndStack() {
        assertThat(
                        colors(
                                "trace mine: vfs_read(count) => ssize_t ret if ret < 0 && comm =="
                                        + " \"cat\" && size > 1 stack"))
                .isEqualTo(
                        "trace:verb mine:field vfs_read:function count:field =>:keyword"
                                + " ssize_t:type ret:field if:keyword ret:field 0:number"
                                + " comm:field \"cat\":string size:unknown 1:number"
                                + " stack:keyword");
    }

    @Test
    void addressesAndSymbols() {
        assertThat(colors("create vfs_read(int n=$total_forks, x8[6] at+0x1f)"))
                .isEqualTo(
                        "create:verb vfs_read:function int:type n:field total_forks:symbol x8:type"
                                + " 6:number at:field 0x1f:number");
    }

    @Test
    void verbsOnEventsKnowTheEvents() {
        kernel.event("vfs_read", "count");
        assertThat(colors("enable vfs_read if count > 4096 && cuont > 1"))
                .isEqualTo(
                        "enable:verb vfs_read:function if:keyword count:field 4096:number"
                                + " cuont:unknown 1:number");
        assertThat(colors("disable nothing ")).isEqualTo("disable:verb nothing:unknown");
    }

    @Test
    void typesAndComments() {
        assertThat(colors("ptype struct file")).isEqualTo("ptype:verb struct:keyword file:type");
        assertThat(colors("  # what is this")).isEqualTo("# what is this:comment");
    }

    @Test
    void aLineOfJavaHasJavasOwn() {
        assertThat(colors("var x = \"a\" + 12; // why"))
                .isEqualTo("var:keyword \"a\":string 12:number // why:comment");
        assertThat(colors("java new Object()")).isEqualTo("java:verb new:keyword");
    }

    @Test
    void everyLineOfATextIsOne() {
        assertThat(colors("# one\nenable *\nquit"))
                .isEqualTo("# one:comment enable:verb *:function quit:verb");
    }

    @Test
    void withoutAKernelNothingIsUnknownToIt() {
        kernel.symbols = Optional.empty();
        kernel.types = Optional.empty();
        assertThat(colors("trace nowhere(x)")).isEqualTo("trace:verb nowhere:function x:field");
    }

    @Test
    void piecesNeverOverlapWhateverIsTyped() {
        java.util.Random random = new java.util.Random(7);
        String letters = "abfi_ ->.,|()[]:=$\"'~&<>!0x9#*@\n\t\\struct ";
        for (int n = 0; n < 20_000; n++) {
            StringBuilder line = new StringBuilder(n % 3 == 0 ? "trace vfs_read(" : "enable x if ");
            for (int i = random.nextInt(40); i > 0; i--) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            int last = 0;
            for (Colored piece : LineColors.of(line.toString(), kernel)) {
                assertThat(piece.start()).as(line.toString()).isGreaterThanOrEqualTo(last);
                assertThat(piece.end()).isGreaterThan(piece.start());
                last = piece.end();
            }
            assertThat(last).isLessThanOrEqualTo(line.length());
            SignatureTip.at(line.toString(), line.length() / 2, kernel);
        }
    }
}
