// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.List;
import java.util.function.Supplier;

/** {@code help}: all verbs by group, or one with its examples; both straight from the table. */
final class HelpCommand implements Command {
    private final Supplier<CommandTable> table;

    /**
     * @param table the table that this command is in, so it is there only later
     */
    HelpCommand(Supplier<CommandTable> table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public List<String> aliases() {
        return List.of("h");
    }

    @Override
    public String usage() {
        return "help [VERB|keys]";
    }

    @Override
    public String summary() {
        return "lists the verbs, or explains one with examples";
    }

    @Override
    public List<String> examples() {
        return List.of("help", "help create", "help keys");
    }

    @Override
    public List<ArgKind> arguments() {
        return List.of(ArgKind.VERB);
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        if (words.isEmpty()) {
            all(session.out());
        } else if (words.get(0).text().equals("keys")) {
            KeyHelp.lines().forEach(session.out()::line);
        } else {
            one(session.out(), table.get().resolve(call.line(), words.get(0).span()));
        }
    }

    private void all(Output out) {
        int widest =
                table.get().commands().stream().mapToInt(c -> c.usage().length()).max().orElse(0);
        for (CommandTable.Group group : table.get().groups()) {
            out.line(StyledText.of(Style.HEADING, group.title()));
            for (Command command : group.commands()) {
                String padding = " ".repeat(widest - command.usage().length());
                out.line(
                        StyledText.builder()
                                .add("  ")
                                .add(Style.FUNCTION, command.usage())
                                .add(padding + "  " + command.summary())
                                .build());
            }
        }
        out.line(
                StyledText.of(
                        Style.DIM,
                        "unique beginnings of verbs will do; help VERB shows examples, help keys the keys"));
    }

    private static void one(Output out, Command command) {
        out.line(StyledText.builder().add("usage: ").add(Style.FUNCTION, command.usage()).build());
        out.line(StyledText.plain("  " + command.summary()));
        if (!command.aliases().isEmpty()) {
            out.line(StyledText.plain("also: " + String.join(", ", command.aliases())));
        }
        command.details().forEach(line -> out.line(StyledText.plain(line)));
        out.line(StyledText.plain("examples:"));
        for (String example : command.examples()) {
            out.line(StyledText.plain("  " + example));
        }
    }
}
