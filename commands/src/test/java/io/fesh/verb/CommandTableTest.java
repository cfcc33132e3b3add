// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CommandTableTest {
    private static final CommandTable TABLE = CommandTable.standard();

    static List<Command> commands() {
        return TABLE.commands();
    }

    @Test
    void hasTheVerbsOfAFirstSession() {
        assertThat(TABLE.commands().stream().map(Command::name))
                .containsExactlyInAnyOrder(
                        "create",
                        "enable",
                        "disable",
                        "delete",
                        "events",
                        "pause",
                        "resume",
                        "export",
                        "record",
                        "open",
                        "trace",
                        "functions",
                        "stats",
                        "hist",
                        "top",
                        "heat",
                        "flame",
                        "rate",
                        "graph",
                        "diff",
                        "fuse",
                        "run",
                        "target",
                        "help",
                        "set",
                        "edit",
                        "quit",
                        "explain",
                        "types",
                        "ptype",
                        "whatis",
                        "print",
                        "x",
                        "check",
                        "save",
                        "source",
                        "java",
                        "tutorial",
                        "?");
    }

    @ParameterizedTest
    @CsvSource({
        "create, create",
        "c, create",
        "cr, create",
        "en, enable",
        "dis, disable",
        "q, quit",
        "exit, quit",
        "?, ?",
        "w, whatis",
        "p, print",
        "x, x",
        "tr, trace",
        "ev, events",
        "r, run",
        "h, help",
    })
    void findsByNameAliasAndUniqueBeginning(String typed, String name) {
        assertThat(TABLE.find(typed).map(Command::name)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "d", "t", "creates", "z", "Create"})
    void findsNothingForOthers(String typed) {
        assertThat(TABLE.find(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"print/x jiffies, print", "x/8gx 0, x", "w/x, w", "no/verb a, no/verb", "!ls, !"})
    void aFormatEndsAVerbAsABlankDoes(String line, String verb) {
        assertThat(line.substring(0, TABLE.endOfVerb(line, 0))).isEqualTo(verb);
    }

    @Test
    void listsWhatABeginningCanBe() {
        assertThat(TABLE.startingWith("e").stream().map(Command::name))
                .containsExactly("enable", "explain", "events", "export", "edit");
        assertThat(TABLE.startingWith("")).hasSize(TABLE.commands().size());
    }

    @Test
    void refusesTwoCommandsOfOneName() {
        CommandTable.Group twice =
                new CommandTable.Group("twice", List.of(new QuitCommand(), new QuitCommand()));
        assertThatThrownBy(() -> new CommandTable(List.of(twice)))
                .hasMessage("quit names both quit and quit");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyVerbExplainsItself(Command command) {
        assertThat(command.summary()).isNotBlank().doesNotEndWith(".");
        assertThat(command.usage()).startsWith(command.name());
        assertThat(command.examples()).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsOfItsVerb(Command command) {
        for (String example : command.examples()) {
            String typed = example.substring(0, TABLE.endOfVerb(example, 0));
            // between others, what causes the hits that they are about
            if (!typed.equals("!") || command.name().equals("run")) {
                String verb = typed.equals("!") ? "run" : typed;
                assertThat(TABLE.find(verb)).as(example).contains(command);
            }
        }
    }
}
