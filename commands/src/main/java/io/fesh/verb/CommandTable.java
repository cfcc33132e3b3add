// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** All verbs, in the order and under the headings in which help shows them. Immutable. */
public final class CommandTable {

    /** A heading of help and the verbs under it. */
    public record Group(String title, List<Command> commands) {
        public Group {
            commands = List.copyOf(commands);
        }
    }

    private final List<Group> groups;
    private final Map<String, Command> byName = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException two commands share a name or alias
     */
    public CommandTable(List<Group> groups) {
        this.groups = List.copyOf(groups);
        for (Command command : commands()) {
            add(command.name(), command);
            command.aliases().forEach(alias -> add(alias, command));
        }
    }

    private void add(String name, Command command) {
        Command other = byName.putIfAbsent(name, command);
        if (other != null) {
            throw new IllegalArgumentException(
                    name + " names both " + other.name() + " and " + command.name());
        }
    }

    /** The verbs of fesh. */
    public static CommandTable standard() {
        AtomicReference<CommandTable> table = new AtomicReference<>();
        Expressions expressions = new Expressions();
        table.set(
                new CommandTable(
                        List.of(
                                new Group(
                                        "events",
                                        List.of(
                                                new CreateCommand(),
                                                new EnableCommand(),
                                                new DisableCommand(),
                                                new DeleteCommand(),
                                                new TraceCommand(),
                                                new ExplainCommand(),
                                                new EventsCommand(),
                                                new StatsCommand(),
                                                new FuseCommand())),
                                new Group(
                                        "kernel",
                                        List.of(
                                                new FunctionsCommand(),
                                                new TypesCommand(),
                                                new PtypeCommand(expressions),
                                                new WhatisCommand(expressions),
                                                new PrintCommand(expressions),
                                                new ExamineCommand(expressions),
                                                new AboutCommand(table::get),
                                                new RunCommand(),
                                                new TargetCommand())),
                                new Group(
                                        "pictures",
                                        List.of(
                                                new HistCommand(),
                                                new TopCommand(),
                                                new HeatCommand(),
                                                new FlameCommand(),
                                                new RateCommand(),
                                                new GraphCommand(),
                                                new DiffCommand())),
                                new Group(
                                        "files",
                                        List.of(
                                                new SaveCommand(),
                                                new SourceCommand(table::get),
                                                new CheckCommand(),
                                                new ExportCommand(),
                                                new RecordCommand(),
                                                new OpenCommand())),
                                new Group(
                                        "shell",
                                        List.of(
                                                new JavaCommand(),
                                                new TutorialCommand(),
                                                new HelpCommand(table::get),
                                                new EditCommand(),
                                                new PauseCommand(),
                                                new ResumeCommand(),
                                                new SetCommand(),
                                                new QuitCommand())))));
        return table.get();
    }

    public List<Group> groups() {
        return groups;
    }

    public List<Command> commands() {
        return groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    /** The verb with this name or alias, or the only one whose name begins with {@code typed}. */
    public Optional<Command> find(String typed) {
        Command exact = byName.get(typed);
        if (exact != null) {
            return Optional.of(exact);
        }
        List<Command> fit = startingWith(typed);
        return !typed.isEmpty() && fit.size() == 1 ? Optional.of(fit.get(0)) : Optional.empty();
    }

    /**
     * Where the verb that begins at {@code start} ends: at a blank, or at the slash of a format
     * ({@code x/8gx}); {@code !} and {@code ?} need nothing after them.
     */
    public int endOfVerb(String line, int start) {
        int end = start + 1;
        if (line.charAt(start) == '!' || line.charAt(start) == '?') {
            return end;
        }
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        int slash = line.indexOf('/', start);
        return slash > start && slash < end && find(line.substring(start, slash)).isPresent()
                ? slash
                : end;
    }

    /** Whether a verb has exactly this name or alias. */
    boolean isName(String name) {
        return byName.containsKey(name);
    }

    /** The verbs whose full name begins with {@code typed}, in the order of help. */
    public List<Command> startingWith(String typed) {
        return commands().stream().filter(command -> command.name().startsWith(typed)).toList();
    }

    /**
     * The verb at {@code span} of {@code line}.
     *
     * @throws LineError there is none of that name, or several that begin so
     */
    Command resolve(String line, Span span) throws LineError {
        String typed = line.substring(span.start(), span.end());
        Optional<Command> found = find(typed);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> fit = startingWith(typed).stream().map(Command::name).toList();
        if (!fit.isEmpty()) {
            throw new LineError(
                    line,
                    span,
                    typed + " can be " + Phrases.oneOf(fit),
                    "try: " + replaced(line, span, fit.get(0)));
        }
        throw new LineError(
                line, span, Phrases.name(typed) + " is not a command", hint(line, span, typed));
    }

    private String hint(String line, Span span, String typed) {
        List<String> near = Suggestions.near(typed, new ArrayList<>(byName.keySet()), 1);
        if (!near.isEmpty()) {
            return "try: " + replaced(line, span, near.get(0));
        }
        if (typed.indexOf('(') > 0 && line.length() <= Phrases.LONGEST_HINT) {
            return "try: trace " + line.substring(span.start());
        }
        return "try: help";
    }

    private static String replaced(String line, Span span, String name) {
        String rest = line.substring(span.end());
        String before = line.substring(0, span.start()).stripLeading();
        return before + name + (rest.length() <= Phrases.LONGEST_HINT ? rest : " ...");
    }
}
