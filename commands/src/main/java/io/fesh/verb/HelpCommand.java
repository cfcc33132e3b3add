// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Suggestions;
import io.fesh.parse.Word;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        FIRST_LINES.put("hist vfs_read by duration : !ps", "a picture of how long calls take");
        FIRST_LINES.put("events().count()", "what is no verb's is Java");
        FIRST_LINES.put("delete *", "takes all events out; leaving does, too");
    }

    private static final String ALL = "all";
    private static final String KEYS = "keys";

    private final Supplier<CommandTable> table;

    /**
     * @param table the table that this command is in, so it is there only later
     */
    HelpCommand(Supplier<CommandTable> table) {
        super(written());
        this.table = table;
    }

    private static Manual written() {
        Manual.Draft draft =
                Manual.of(
                                "help [VERB|TOPIC|WORD]",
                                "where to begin; of a verb, a topic or any word")
                        .also("h")
                        .takes(ArgKind.VERB)
                        .option(ALL, "every verb, and what it does")
                        .option(KEYS, "the keys of the prompt");
        for (HelpTopic topic : HelpTopic.values()) {
            draft.option(topic.title(), topic.summary());
        }
        return draft.examples(
                "help", "help create", "help all", "help filters", "help percentiles");
    }

    @Override
    public boolean isRead() {
        return true;
    }

    @Override
    public void run(Session session, Call call) throws LineError {
        List<Word> words = call.words();
        Output out = session.out();
        if (words.isEmpty()) {
            overview(out);
            return;
        }
        String name = words.get(0).text();
        Optional<Command> verb = table.get().find(name);
        if (words.size() > 1 && !isOwnWord(verb, words)) {
            throw call.unexpected(words.get(1), usage());
        }
        Optional<HelpTopic> topic = HelpTopic.of(name);
        if (name.equals(ALL)) {
            all(out);
        } else if (name.equals(KEYS)) {
            KeyHelp.lines().forEach(out::line);
        } else if (verb.isPresent() || topic.isPresent()) {
            verb.ifPresent(command -> one(out, command));
            topic.ifPresent(about -> about.text().forEach(l -> out.line(StyledText.plain(l))));
        } else {
            tellingOf(out, call, words.get(0));
        }
    }

    /** {@code help functions taking}: of a verb's own words its help tells, too. */
    private static boolean isOwnWord(Optional<Command> verb, List<Word> words) {
        return words.size() == 2
                && verb.filter(v -> v.options().containsKey(words.get(1).text())).isPresent();
    }

    /** Of a word that is no verb: those verbs and topics whose help has it. */
    private void tellingOf(Output out, Call call, Word word) throws LineError {
        if (!table.get().startingWith(word.text()).isEmpty()) {
            table.get().resolve(call.line(), word.span());
        }
        Predicate<String> says =
                Pattern.compile("\\b" + Pattern.quote(word.text()), Pattern.CASE_INSENSITIVE)
                        .asPredicate();
        Map<String, String> telling = new LinkedHashMap<>();
        table.get().commands().stream()
                .filter(verb -> texts(verb).anyMatch(says))
                .forEach(verb -> telling.put(verb.name(), verb.summary()));
        Stream.of(HelpTopic.values())
                .filter(topic -> topic.text().stream().anyMatch(says))
                .forEach(topic -> telling.put(topic.title(), topic.summary()));
        if (telling.isEmpty()) {
            List<String> near = Suggestions.near(word.text(), names(), 1);
            throw new LineError(
                    call.line(),
                    word.span(),
                    "no help speaks of " + Phrases.name(word.text()),
                    near.isEmpty() ? "try: help" : "try: help " + near.get(0));
        }
        entries(out, telling);
    }

    private static Stream<String> texts(Command verb) {
        return Stream.of(
                        List.of(verb.usage(), verb.summary()),
                        verb.details(),
                        verb.options().values())
                .flatMap(Collection::stream);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(options().keySet());
        table.get().commands().forEach(verb -> names.add(verb.name()));
        return names;
    }

    /** What fits a terminal of 24 rows: where to begin, and the names of all there is. */
    private void overview(Output out) {
        out.line(StyledText.of(Style.HEADING, "to begin with"));
        entries(out, FIRST_LINES);
        out.line(StyledText.of(Style.HEADING, "verbs"));
        int title = table.get().groups().stream().mapToInt(g -> g.title().length()).max().orElse(0);
        for (CommandTable.Group group : table.get().groups()) {
            StyledText.Builder line = StyledText.builder();
            line.add("  " + group.title() + " ".repeat(title - group.title().length()) + " ");
            group.commands().forEach(c -> line.add(" ").add(Style.FUNCTION, c.name()));
            out.line(line.build());
        }
        StyledText.Builder topics = StyledText.builder();
        topics.add("  topics" + " ".repeat(title - "topics".length()) + " ");
        options().keySet().forEach(word -> topics.add(" ").add(Style.FUNCTION, word));
        out.line(topics.build());
        dim(out, "unique beginnings will do; help VERB and help TOPIC have examples");
    }

    private static void entries(Output out, Map<String, String> entries) {
        int widest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
        entries.forEach((name, does) -> out.line(entry(name, widest, does)));
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
        out.line(StyledText.of(Style.HEADING, "topics"));
        options().forEach((word, does) -> out.line(entry("help " + word, widest, does)));
        dim(out, "unique beginnings of verbs will do; help VERB shows examples");
    }

    private static void dim(Output out, String text) {
        out.line(StyledText.of(Style.DIM, text));
    }

    private static void one(Output out, Command command) {
        out.line(StyledText.builder().add("usage: ").add(Style.FUNCTION, command.usage()).build());
        out.line(StyledText.plain("  " + command.summary()));
        if (!command.aliases().isEmpty()) {
            out.line(StyledText.plain("also: " + String.join(", ", command.aliases())));
        }
        command.details().forEach(line -> out.line(StyledText.plain(line)));
        out.line(StyledText.plain(HelpTopic.EXAMPLES));
        for (String example : command.examples()) {
            out.line(StyledText.plain("  " + example));
        }
    }
}
