// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** create, enable, disable, delete, trace. */
class EventLifeTest {
    private final Typed typed = new Typed();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SyS_openat(int dfd, string path, x32 flags, x16 mode) ; created SyS_openat at __x64_sys_openat: 4 fields",
                "vfs_read(int a) ; created vfs_read at vfs_read: 1 field",
                "vfs_read() ; created vfs_read at vfs_read: no fields",
                "mine: vfs_read(NULL, int a) ; created mine at vfs_read: 1 field",
                "ext4_sync_file.isra.0() ; created ext4_sync_file_isra_0 at ext4_sync_file.isra.0: no fields",
            })
    void createSaysWhatItMade(String line, String said) throws Exception {
        assertThat(typed.type("create " + line)).containsExactly(said);
    }

    @Test
    void theKernelGetsTheLineAsItWasTyped() throws Exception {
        typed.type("  create   vfs_read( int a )  ");
        typed.type("enable vfs_read");
        typed.type("disable 'vfs_read'");
        typed.type("delete vfs_read");
        assertThat(typed.target.submitted())
                .containsExactly(
                        "vfs_read( int a )", "enable vfs_read", "disable vfs_read", "-vfs_read");
    }

    @Test
    void enableAndDisableSayNothingAndDoIt() throws Exception {
        typed.type("create vfs_read()");
        assertThat(typed.type("enable vfs_read")).isEmpty();
        assertThat(typed.target.events().get(0).enabled()).isTrue();
        assertThat(typed.type("disable *")).isEmpty();
        assertThat(typed.target.events().get(0).enabled()).isFalse();
        assertThat(typed.type("enable *")).isEmpty();
        assertThat(typed.target.events().get(0).enabled()).isTrue();
    }

    @Test
    void deleteSaysWhatIsGone() throws Exception {
        typed.type("create vfs_read()\ncreate vfs_write()\ncreate vfs_open()");
        assertThat(typed.type("delete vfs_read")).containsExactly("deleted vfs_read");
        assertThat(typed.type("delete *")).containsExactly("deleted 2 events");
        assertThat(typed.type("delete *")).containsExactly("deleted no events");
        assertThat(typed.target.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"enable", "disable", "delete"})
    void aNameThatNoEventHasIsMarkedAndTheNearestOffered(String verb) throws Exception {
        typed.type("create vfs_read()");
        assertThat(typed.type(verb + "  vfs_raed"))
                .containsExactly(
                        "error: there is no event vfs_raed",
                        "  " + verb + "  vfs_raed",
                        "  " + " ".repeat(verb.length()) + "  ^~~~~~~~",
                        "try: " + verb + "  vfs_read");
    }

    @ParameterizedTest
    @CsvSource({"enable", "disable", "delete"})
    void theyTakeOneName(String verb) throws Exception {
        assertThat(typed.type(verb))
                .contains("error: the name of an event is missing", "try: " + verb + " *");
        assertThat(typed.type(verb + " a b")).first().isEqualTo("error: b is not expected here");
        assertThat(typed.type(verb + " ''")).first().isEqualTo("error: there is no event ");
        assertThat(typed.target.submitted()).isEmpty();
    }

    @Test
    void enableTakesAFilterAsItIsTyped() throws Exception {
        typed.type("create vfs_read(int a, string s)");
        assertThat(typed.type("enable  vfs_read  if a == 1 && s ~ \"*'x y\" ")).isEmpty();
        assertThat(typed.type("enable vfs_read if")).isEmpty();
        assertThat(typed.type("enable * if pid == 1")).isEmpty();
        assertThat(typed.target.submitted())
                .containsExactly(
                        "vfs_read(int a, string s)",
                        "enable vfs_read if a == 1 && s ~ \"*'x y\" ",
                        "enable vfs_read if",
                        "enable * if pid == 1");
    }

    @Test
    void aWrongFilterIsMarkedWhereItWasTyped() throws Exception {
        typed.type("create vfs_read(int a)");
        assertThat(typed.type("en   vfs_read   if b == 1"))
                .first()
                .isEqualTo(
                        "error: no such field: a filter knows the fields of its event, pid, comm"
                                + " and cpu");
        assertThat(typed.type("en   vfs_read   if b == 1"))
                .element(2)
                .isEqualTo("                     ^");
        assertThat(typed.type("enable vfs_raed if a == 1"))
                .first()
                .isEqualTo("error: there is no event vfs_raed");
    }

    @Test
    void traceCreatesAndEnables() throws Exception {
        assertThat(typed.type("trace vfs_read(int a)"))
                .containsExactly("tracing vfs_read at vfs_read: 1 field");
        assertThat(typed.target.events().get(0).enabled()).isTrue();
    }

    @Test
    void traceEnablesWhatIsThereAlready() throws Exception {
        typed.type("create vfs_read(int a)");
        assertThat(typed.type("trace vfs_read( int  a )"))
                .containsExactly("vfs_read was there already: enabled");
        assertThat(typed.type("trace vfs_read(int a)"))
                .containsExactly("vfs_read is enabled already");
        assertThat(typed.target.events()).hasSize(1);
    }

    @Test
    void otherLinesOfTheKernelAreNoEvents() throws Exception {
        typed.type("create vfs_read()");
        assertThat(typed.type("create -vfs_read")).last().isEqualTo("try: delete vfs_read");
        assertThat(typed.type("create enable vfs_read")).last().isEqualTo("try: enable vfs_read");
        assertThat(typed.type("trace disable *")).last().isEqualTo("try: disable *");
        assertThat(typed.target.submitted()).containsExactly("vfs_read()");
    }
}
