// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Word;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code help}: where to begin; the verbs by group, or one with its examples, from the table. */
final class HelpCommand extends Verb {
    private static final Map<String, String> FIRST_LINES = new LinkedHashMap<>();

    static {
        FIRST_LINES.put("tutorial", "lessons, each of a few minutes");
        FIRST_LINES.put(
                "trace SyS_openat(filename)", "a line for each call, with what it was given");
        FIRST_LINES.put("!cat /etc/hostname", "runs a command on the target");
        FIRST_LINES.put("trace vfs_read", "with all arguments, by name; Tab lists them");
        FIRST_LINES.put("? vfs_read", "what a name is in this kernel");
        FIRST_LINES.put("print init_uts_ns.name", "a variable, read now");
        FIRST_LINES.put("hist vfs_read by duration for 1s", "a picture of how long calls take");
        FIRST_LINES.put("events().count()", "what is no verb's is Java");
        FIRST_LINES.put("delete *", "takes all events out; leaving does, too");
    }

    private final Supplier<CommandTable> table;

    /**
     * @param table the table that this command is in, so it is there only later
     */
    HelpCommand(Supplier<CommandTable> table) {
        super(
                Manual.of("help [VERB|all|keys]", "where to begin; a verb with examples; all; keys")
                        .also("h")
                        .takes(ArgKind.VERB)
                        .examples("help", "help create", "help all", "help keys"));
        this.table = table;
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        List<Word> words = call.words();
        if (words.size() > 1) {
            throw call.unexpected(words.get(1), usage());
        }
        if (words.isEmpty()) {
            overview(session.out());
        } else if (words.get(0).text().equals("all")) {
            all(session.out());
        } else if (words.get(0).text().equals("keys")) {
            KeyHelp.lines().forEach(session.out()::line);
        } else {
            one(session.out(), table.get().resolve(call.line(), words.get(0).span()));
        }
    }

    /** What fits a terminal of 24 rows: where to begin, and the names of all there is. */
    private void overview(Output out) {
        out.line(StyledText.of(Style.HEADING, "to begin with"));
        int widest = FIRST_LINES.keySet().stream().mapToInt(String::length).max().orElse(0);
        FIRST_LINES.forEach((line, does) -> out.line(entry(line, widest, does)));
        out.line(StyledText.of(Style.HEADING, "verbs"));
        int title = table.get().groups().stream().mapToInt(g -> g.title().length()).max().orElse(0);
        for (CommandTable.Group group : table.get().groups()) {
            StyledText.Builder line = StyledText.builder();
            line.add("  " + group.title() + " ".repeat(title - group.title().length()) + " ");
            group.commands().forEach(c -> line.add(" ").add(Style.FUNCTION, c.name()));
            out.line(line.build());
        }
        out.line(
                StyledText.of(
                        Style.DIM,
                        "unique beginnings will do; help VERB has examples, help all says what each"
                                + " does"));
    }

    private static StyledText entry(String name, int widest, String does) {
        return StyledText.builder()
                .add("  ")
                .add(Style.FUNCTION, name)
                .add(" ".repeat(widest - name.length()) + "  " + does)
                .build();
    }

    private void all(Output out) {
        int widest =
                table.get().commands().stream().mapToInt(c -> c.usage().length()).max().orElse(0);
        for (CommandTable.Group group : table.get().groups()) {
            out.line(StyledText.of(Style.HEADING, group.title()));
            for (Command command : group.commands()) {
                out.line(entry(command.usage(), widest, command.summary()));
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
