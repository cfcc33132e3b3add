// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Part;
import io.fesh.complete.EventOutline.Role;
import io.fesh.event.EventSchema;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.PathError;
import io.fesh.kernel.Prototype;
import io.fesh.kernel.TargetException;
import io.fesh.render.Style;
import io.fesh.verb.ArgKind;
import io.fesh.verb.Command;
import io.fesh.verb.CommandTable;
import io.fesh.verb.LineRouter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What each piece of a typed text is, for its colour. A name that is not known is {@link
 * Style#UNKNOWN}, unless it is the last word: that may still become one. Waits for nothing.
 */
public final class LineColors {
    private static final CommandTable TABLE = CommandTable.standard();

    private static final Set<String> OWN_FIELDS = Set.of("pid", "comm", "cpu", "duration");

    /** A type where an expression may stand, too. */
    private static final Pattern TYPE = Pattern.compile("\\s*(?:struct|union|enum)\\s+\\w*\\s*");

    /** A piece of the text: {@code start} inclusive, {@code end} exclusive. */
    public record Colored(int start, int end, Style style) {}

    private final String line;
    private final KernelView kernel;
    private final LineRouter router;
    private final List<Colored> found = new ArrayList<>();

    private LineColors(String line, KernelView kernel) {
        this.line = line;
        this.kernel = kernel;
        this.router = new LineRouter(TABLE, kernel::isJavaVariable);
    }

    /**
     * In the order of the text, without overlaps; what lies between them is plain.
     *
     * @param text one line or several
     */
    public static List<Colored> of(String text, KernelView kernel) {
        List<Colored> all = new ArrayList<>();
        int start = 0;
        for (String line : text.split("\n", -1)) {
            LineColors colors = new LineColors(line, kernel);
            colors.verb();
            for (Colored piece : colors.found) {
                all.add(new Colored(start + piece.start, start + piece.end, piece.style));
            }
            start += line.length() + 1;
        }
        return all;
    }

    /** The pieces of a line that goes on with Java. */
    public static List<Colored> ofJava(String line, KernelView kernel) {
        return JavaColors.of(line, 0, kernel);
    }

    private void add(int start, int end, Style style) {
        if (start < end) {
            found.add(new Colored(start, end, style));
        }
    }

    private void verb() {
        VerbWord verb = VerbWord.of(TABLE, line);
        if (verb.start() < line.length() && line.charAt(verb.start()) == '#') {
            add(verb.start(), line.length(), Style.COMMENT);
            return;
        }
        if (router.java(line).isPresent()) {
            boolean forced = verb.command().filter(v -> v.name().equals("java")).isPresent();
            add(verb.start(), forced ? verb.end() : verb.start(), Style.VERB);
            found.addAll(JavaColors.of(line, forced ? verb.end() : verb.start(), kernel));
            return;
        }
        String typed = line.substring(verb.start(), verb.end());
        if (verb.command().isEmpty()) {
            boolean begun = verb.end() == line.length() && !TABLE.startingWith(typed).isEmpty();
            Style otherwise = begun ? Style.VERB_BEGUN : Style.UNKNOWN;
            add(verb.start(), verb.end(), JavaColors.of(typed, kernel).orElse(otherwise));
            return;
        }
        add(verb.start(), verb.end(), Style.VERB);
        arguments(verb.command().get(), verb.end());
    }

    private void arguments(Command command, int from) {
        ArgKind kind = command.arguments().isEmpty() ? null : command.arguments().get(0);
        if (kind == ArgKind.EVENT_LINE) {
            eventLine(from);
        } else if (kind == ArgKind.EVENT || kind == ArgKind.EVENT_OR_ALL) {
            event(from);
        } else if (kind == ArgKind.TYPE || kind == ArgKind.NAME) {
            name(from);
        } else if (kind == ArgKind.EXPRESSION && TYPE.matcher(line.substring(from)).matches()) {
            name(from);
        }
    }

    private void event(int from) {
        int start = VerbWord.skipBlanks(line, from);
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String name = line.substring(start, end);
        Optional<EventSchema> event = EventCandidates.find(kernel, name);
        boolean known = name.equals("*") || event.isPresent();
        add(start, end, known ? Style.FUNCTION : unknown(end));
        int filter = VerbWord.skipBlanks(line, end);
        if (line.startsWith("if", filter)) {
            Set<String> fields =
                    event.map(e -> EventCandidates.fields(e).keySet()).orElse(Set.of());
            for (Part part : EventOutline.ofFilter(line, filter).parts()) {
                boolean isField = part.role() == Role.FILTER_FIELD && event.isPresent();
                add(part.start(), part.end(), isField ? field(part, fields) : plain(part.role()));
            }
        }
    }

    private void name(int from) {
        int start = VerbWord.skipBlanks(line, from);
        String name = line.substring(start).strip();
        int blank = name.indexOf(' ');
        if (blank > 0 && Set.of("struct", "union", "enum").contains(name.substring(0, blank))) {
            add(start, start + blank, Style.KEYWORD);
            int at = VerbWord.skipBlanks(line, start + blank);
            add(at, start + name.length(), Style.TYPE);
        } else if (standing(name) == Standing.TRACEABLE
                || standing(name) == Standing.NOT_TRACEABLE) {
            add(start, start + name.length(), Style.FUNCTION);
        } else {
            add(start, start + name.length(), Style.TYPE);
        }
    }

    private void eventLine(int from) {
        EventOutline outline = EventOutline.of(line, from);
        Optional<Prototype> prototype = outline.function().flatMap(this::prototype);
        List<String> fields = new ArrayList<>(outline.names());
        prototype
                .filter(known -> outline.takesAll())
                .ifPresent(known -> fields.addAll(known.names()));
        for (Part part : outline.parts()) {
            String text = line.substring(part.start(), part.end());
            Style style =
                    switch (part.role()) {
                        case FUNCTION -> function(text, part.end());
                        case PARAMETER ->
                                prototype.isEmpty() || prototype.get().parameter(text).isPresent()
                                        ? Style.FIELD
                                        : unknown(part.end());
                        case FILTER_FIELD -> field(part, fields);
                        default -> plain(part.role());
                    };
            add(part.start(), part.end(), style);
        }
        prototype.ifPresent(known -> paths(known, outline.parts()));
    }

    private Style field(Part part, Collection<String> fields) {
        String name = line.substring(part.start(), part.end());
        boolean known = fields.contains(name) || OWN_FIELDS.contains(name);
        return known ? Style.FIELD : unknown(part.end());
    }

    private Style unknown(int end) {
        return end == line.length() ? Style.PLAIN : Style.UNKNOWN;
    }

    private Standing standing(String name) {
        return kernel.knownSymbols().map(s -> s.standing(name)).orElse(Standing.UNKNOWN);
    }

    private Style function(String name, int end) {
        Optional<KernelSymbols> symbols = kernel.knownSymbols();
        boolean known = symbols.isEmpty() || standing(name) == Standing.TRACEABLE;
        return known ? Style.FUNCTION : unknown(end);
    }

    private Optional<Prototype> prototype(Part function) {
        Optional<KernelTypes> types = kernel.knownTypes();
        try {
            return types.isEmpty()
                    ? Optional.empty()
                    : types.get().knownPrototype(line.substring(function.start(), function.end()));
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    /** A path that leads nowhere is wrong from the member on that is not there. */
    private void paths(Prototype prototype, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Part start = parts.get(i);
            boolean parameter = start.role() == Role.PARAMETER || start.role() == Role.NAME;
            String name = line.substring(start.start(), start.end());
            int last = i;
            while (last + 1 < parts.size() && isStep(parts.get(last + 1))) {
                last++;
            }
            if (!parameter || last == i || prototype.parameter(name).isEmpty()) {
                continue;
            }
            path(prototype.function(), name, start.end(), parts.get(last));
        }
    }

    private boolean isStep(Part part) {
        char first = line.charAt(part.start());
        return part.role() == Role.MEMBER
                || part.role() == Role.OPERATOR && (first == '-' || first == '.');
    }

    private void path(String function, String parameter, int from, Part last) {
        if (last.role() != Role.MEMBER) {
            return;
        }
        KernelTypes types = kernel.knownTypes().orElseThrow();
        try {
            types.follow(function, parameter, line.substring(from, last.end()));
        } catch (PathError e) {
            int wrong = from + e.position();
            found.replaceAll(
                    piece ->
                            piece.style == Style.FIELD
                                            && piece.end > wrong
                                            && piece.end <= last.end()
                                            && unknown(piece.end) == Style.UNKNOWN
                                    ? new Colored(piece.start, piece.end, Style.UNKNOWN)
                                    : piece);
        } catch (TargetException e) {
            // what the types do not tell is not wrong
        }
    }

    private static Style plain(Role role) {
        return switch (role) {
            case EVENT, MODULE, NAME, PARAMETER, MEMBER, FILTER_FIELD -> Style.FIELD;
            case FUNCTION -> Style.FUNCTION;
            case TYPE -> Style.TYPE;
            case SYMBOL -> Style.SYMBOL;
            case KEYWORD -> Style.KEYWORD;
            case OPERATOR -> Style.OPERATOR;
            case NUMBER -> Style.NUMBER;
            case STRING -> Style.STRING;
        };
    }
}
