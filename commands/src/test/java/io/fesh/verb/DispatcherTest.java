// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static io.fesh.verb.Dispatcher.Outcome.DONE;
import static io.fesh.verb.Dispatcher.Outcome.FAILED;
import static io.fesh.verb.Dispatcher.Outcome.NO_TARGET;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    private final Typed typed = new Typed();

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "# a comment", "  # \u001b", "\n\n", "#a\r\n#b"})
    void blankLinesAndCommentsDoNothing(String line) throws Exception {
        assertThat(typed.type(line)).isEmpty();
        assertThat(typed.outcome()).isEqualTo(DONE);
    }

    @Test
    void severalLinesAreSeveralCommands() throws Exception {
        assertThat(typed.type("create vfs_read()\r\n\n# next\ncreate vfs_write(int a)\n"))
                .containsExactly(
                        "created vfs_read at vfs_read: no fields",
                        "created vfs_write at vfs_write: 1 field");
    }

    @Test
    void theFirstLineThatFailsIsTheLast() throws Exception {
        assertThat(typed.type("create vfs_read()\nenable nope\ncreate vfs_write()"))
                .startsWith(
                        "created vfs_read at vfs_read: no fields", "error: there is no event nope")
                .noneMatch(line -> line.contains("vfs_write"));
        assertThat(typed.outcome()).isEqualTo(FAILED);
    }

    @Test
    void anUnknownVerbIsMarkedAndTheNearestOffered() throws Exception {
        assertThat(typed.type("  craete vfs_read(int fd)"))
                .containsExactly(
                        "error: craete is not a command",
                        "    craete vfs_read(int fd)",
                        "    ^~~~~~",
                        "try: create vfs_read(int fd)");
        assertThat(typed.outcome()).isEqualTo(FAILED);
    }

    @Test
    void anAmbiguousBeginningListsWhatItCanBe() throws Exception {
        assertThat(typed.type("d foo"))
                .containsExactly(
                        "error: d can be disable, delete or diff",
                        "  d foo",
                        "  ^",
                        "try: disable foo");
    }

    @Test
    void aLineOfAnEventWithoutVerbIsOfferedWithOne() throws Exception {
        assertThat(typed.type("vfs_read(int fd)")).last().isEqualTo("try: trace vfs_read(int fd)");
    }

    @Test
    void aTargetThatIsNotThereIsAnOutcomeOfItsOwn() throws Exception {
        assertThat(typed.type("target moon"))
                .containsExactly("error: moon is not a target", "try: target fake");
        assertThat(typed.outcome()).isEqualTo(NO_TARGET);
        assertThat(typed.type("target")).containsExactly("fake: 6.1.0-56-cloud-amd64");
    }

    @Test
    void aLineLongerThanAnyArgumentIsRefused() throws Exception {
        assertThat(typed.type("!" + "x".repeat(Dispatcher.LINE_MAX)))
                .first()
                .isEqualTo("error: the line has 131,072 bytes: a command has at most 131,071");
        assertThat(typed.type("!" + "x".repeat(Dispatcher.LINE_MAX - 1)))
                .last()
                .isEqualTo("run: exit status 127");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyStand() throws Exception {
        assertThat(typed.type("!echo \udc80"))
                .containsExactly(
                        "error: the line holds a byte that is not UTF-8",
                        "  !echo \\x80",
                        "        ^~~~");
        assertThat(typed.type("create a\u0000b()").get(0))
                .isEqualTo("error: the line holds a NUL byte");
    }

    @Test
    void quitEndsTheSession() throws Exception {
        typed.type("quit now");
        assertThat(typed.session.isOver()).isFalse();
        typed.type("q");
        assertThat(typed.session.isOver()).isTrue();
    }
}
