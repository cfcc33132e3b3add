// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class RefusalTest {
    private final Typed typed = new Typed();

    /** The third column is the line of the caret, the fourth the hint. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "create vfs_reed(int a);vfs_reed is not in this kernel (inlined, or in a module that is not loaded?);       ^~~~~~~~;try: create vfs_read(int a)",
                "create SyS_opnat(int a);SyS_opnat is not in this kernel (inlined, or in a module that is not loaded?);       ^~~~~~~~~;try: create SyS_openat(int a)",
                "create sys_raed();sys_raed is not in this kernel (inlined, or in a module that is not loaded?);       ^~~~~~~~;try: create sys_read()",
                "trace mine: vfs_reed();vfs_reed is not in this kernel (inlined, or in a module that is not loaded?);            ^~~~~~~~;try: trace mine: vfs_read()",
                "create do_syscall_64();function exists but cannot be traced: it is notrace or not compiled for ftrace;       ^~~~~~~~~~~~~;try: functions do_sys",
                "create jiffies();jiffies is no function;       ^~~~~~~;",
                "create vfs_read(imt a);type expected, such as int, x64, char[16], string, symbol or NULL;                ^~~;try: create vfs_read(int a)",
                "create vfs_read(int a, unsigned lnog b);type expected, such as int, x64, char[16], string, symbol or NULL;                                ^~~~;try: create vfs_read(int a, unsigned long b)",
                "create vfs_read(banana a);type expected, such as int, x64, char[16], string, symbol or NULL;                ^~~~~~;types: char short int long [s]size_t s8-s64 u8-u64 x8-x64 symbol string ustring",
                "create vfs_read(;line ends too early: ')' is missing;                ^;try: create vfs_read()",
                "create vfs_read(int a;line ends too early: ')' is missing;                     ^;try: create vfs_read(int a)",
                "create vfs_read(int a,;line ends too early: ')' is missing;                      ^;",
                "create vfs_read(int a) x;only '=> TYPE NAME', 'if FILTER' and 'stack' may follow ')', in this order;                       ^;",
                "create vfs_read(string[2] a);array of strings cannot be fetched: write one field for each string;                      ^;",
                "create 9lives();name must begin with a letter or '_' and go on with these or digits;       ^~~~~~;",
            })
    void marksTheWordAndOffersALine(String line, String message, String caret, String hint)
            throws Exception {
        List<String> shown = typed.type(line);
        assertThat(shown).startsWith("error: " + message, "  " + line, "  " + caret);
        assertThat(shown.stream().skip(3))
                .containsExactlyElementsOf(hint == null ? List.of() : List.of(hint));
    }

    @Test
    void tooManyParametersAreMarkedAtTheFirstThatDoesNotFit() throws Exception {
        assertThat(typed.type("create ip_rcv(int a, int b, int c, int d, int e, int f, int g)"))
                .containsExactly(
                        "error: more than 6 parameters: only those in registers can be fetched",
                        "  create ip_rcv(int a, int b, int c, int d, int e, int f, int g)",
                        "                                                          ^~~");
    }

    @Test
    void anEventThatIsThereIsOfferedOrItsRemoval() throws Exception {
        typed.type("create vfs_read(int a)");
        assertThat(typed.type("create vfs_read(int a)"))
                .containsExactly(
                        "error: there is an event vfs_read already",
                        "  create vfs_read(int a)",
                        "         ^~~~~~~~",
                        "try: enable vfs_read");
        assertThat(typed.type("create vfs_read()")).last().isEqualTo("try: delete vfs_read");
        assertThat(typed.type("create vfs_read: vfs_write()"))
                .first()
                .isEqualTo("error: there is an event vfs_read already");
        assertThat(typed.type("create vfs_read(imt a)"))
                .first()
                .asString()
                .startsWith("error: type expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u0007", "\u0085", "\u202e", "\u2028"})
    void aNameWithAControlCharacterNeverReachesTheKernel(String bad) throws Exception {
        for (String line : List.of("create vfs" + bad + "_read()", "enable vfs" + bad)) {
            List<String> shown = typed.type(line);
            assertThat(shown.get(0)).startsWith("error: the line holds a control character, U+");
            assertThat(String.join("", shown)).doesNotContain(bad.substring(0, 1));
        }
        assertThat(typed.target.submitted()).isEmpty();
    }

    @Test
    void aNameWithANewlineIsTwoLines() throws Exception {
        assertThat(typed.type("create vfs\n_read()"))
                .startsWith(
                        "error: vfs is not in this kernel (inlined, or in a module that is not"
                                + " loaded?)",
                        "  create vfs");
        assertThat(typed.target.submitted()).isEmpty();
    }

    @Test
    void aHundredKilobytesAreRefusedWithTheirPlace() throws Exception {
        List<String> shown = typed.type("create " + "x".repeat(100_000));
        assertThat(shown.get(0))
                .isEqualTo(
                        "error: the line has 100,000 bytes: the line of an event has at most"
                                + " 4,095");
        assertThat(shown.get(1)).startsWith("  ...").endsWith("...").hasSize(80);
        assertThat(typed.target.submitted()).isEmpty();
    }

    @Test
    void theLongestLineOfTheKernelPasses() throws Exception {
        String line = "vfs_read()" + "x".repeat(LineCheck.KERNEL_LINE_MAX - 10);
        typed.type("create " + line);
        assertThat(typed.target.submitted()).containsExactly(line);
        typed.type("create " + line + "x");
        assertThat(typed.target.submitted()).hasSize(1);
    }

    @Test
    void aLongLineIsNotRepeatedInTheHint() throws Exception {
        String fields = "NULL, ".repeat(60) + "NULL";
        assertThat(typed.type("create vfs_reed(" + fields + ")"))
                .allMatch(line -> line.length() <= 80);
    }
}
