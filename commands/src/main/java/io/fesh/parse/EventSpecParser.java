// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parser of lines that name parameters:
 *
 * <pre>
 * [NAME ':'] [MODULE ':'] FUNC [ '(' '*' | ARG {',' ARG} ')' ] [ '=>' [TYPE] NAME ] ...
 * ARG  := [TYPE] [NAME '='] EXPR | [NAME '='] EXPR ':' TYPE | TYPE [NAME '='] ADDR
 * </pre>
 *
 * EXPR begins with a parameter, and is C ({@code io.fesh.expr}): it is looked at when its names
 * are.
 *
 * <p>A line in which nothing needs the kernel's types is the kernel's own grammar: it is not looked
 * at any further, right or wrong.
 */
public final class EventSpecParser {
    private static final String NAME = "[A-Za-z_]\\w*";
    private static final String TYPE = EventLine.TYPE;

    private static final Pattern HEAD =
            Pattern.compile("(?:" + NAME + "\\s*:\\s*){0,2}(" + NAME + "(?:\\.\\w+)*)\\s*");
    private static final Pattern TAIL = Pattern.compile("(?:=>|if\\b|stack\\b).*", Pattern.DOTALL);
    private static final Pattern UNTYPED_RETURN =
            Pattern.compile("\\s*=>\\s*(" + NAME + ")\\s*(?=if\\b|stack\\b|$)");
    private static final Pattern RETURN_PATH =
            Pattern.compile(
                    "\\s*=>\\s*(" + NAME + ")((?:\\s*(?:->|\\.)\\s*\\w+|\\s*\\[\\s*\\w+\\s*\\])+)");
    private static final Pattern RICH =
            Pattern.compile(
                    "[*&($].*|.*(?:->|\\.|:|\\().*|(?!(?:NULL|unsigned|"
                            + String.join("|", EventLine.TYPES)
                            + ")\\b|s?b\\d+\\s*@)"
                            + NAME
                            + "(?:\\s*[^\\w\\s].*)?",
                    Pattern.DOTALL);
    private static final Pattern BEFORE = Pattern.compile("(" + TYPE + ")\\s+(?=[A-Za-z_(*&$])");
    private static final Pattern NAMED = Pattern.compile("(" + NAME + ")\\s*=(?!=)\\s*");
    private static final Pattern BEHIND = Pattern.compile("\\s*:\\s*(" + TYPE + ")\\s*");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    TYPE
                            + "\\s+(?:"
                            + NAME
                            + "\\s*=\\s*)?(?:0x\\w+|\\$\\s*"
                            + NAME
                            + ")[-+\\w\\s\\[\\]]*");

    private final String line;
    private final int end;

    private EventSpecParser(String line) {
        this.line = line;
        this.end = line.stripTrailing().length();
    }

    /**
     * @param from where in {@code line} the event's line begins
     * @return empty if the line is the kernel's own grammar
     */
    public static Optional<EventSpec> parse(String line, int from) throws LineError {
        return new EventSpecParser(line).parse(from);
    }

    private Optional<EventSpec> parse(int from) throws LineError {
        Matcher head = HEAD.matcher(line).region(from, end);
        if (!head.lookingAt()) {
            return Optional.empty();
        }
        int at = head.end();
        Span names = new Span(from, head.end(1));
        Span function = new Span(head.start(1), head.end(1));
        if (at == end || TAIL.matcher(line).region(at, end).matches()) {
            return Optional.of(spec(names, function, true, List.of(), at));
        }
        if (line.charAt(at) != '(') {
            return Optional.empty();
        }
        int stop = closing(at);
        List<Span> pieces = pieces(at + 1, stop);
        boolean closed = stop < end;
        if (pieces.stream().noneMatch(this::isRich)
                && !(closed && untypedReturn(stop + 1).isPresent())) {
            return Optional.empty();
        }
        if (!closed) {
            throw new LineError(
                    line,
                    Span.at(end),
                    "line ends too early: ')' is missing",
                    "try: " + line.strip() + ")");
        }
        boolean all = pieces.size() == 1 && text(pieces.get(0)).equals("*");
        List<EventSpec.Argument> arguments = new ArrayList<>();
        boolean empty = pieces.size() == 1 && pieces.get(0).start() == pieces.get(0).end();
        for (Span piece : all || empty ? List.<Span>of() : pieces) {
            arguments.add(argument(piece));
        }
        return Optional.of(spec(names, function, all, arguments, stop + 1));
    }

    private EventSpec spec(
            Span names, Span function, boolean all, List<EventSpec.Argument> arguments, int at)
            throws LineError {
        Optional<Word> returns = untypedReturn(at);
        int tail = returns.map(name -> name.span().end()).orElse(at);
        return new EventSpec(
                names,
                EventLine.module(line, names.start(), function.start()),
                text(function),
                function,
                all,
                arguments,
                returns,
                new Span(tail, end));
    }

    /** A type alone behind the arrow is a name forgotten, which the kernel says best. */
    private Optional<Word> untypedReturn(int at) throws LineError {
        Matcher path = RETURN_PATH.matcher(line).region(at, end);
        if (path.lookingAt() && !EventLine.TYPES.contains(path.group(1))) {
            String rest = line.substring(path.end());
            throw new LineError(
                    line,
                    new Span(path.start(2), path.end(2)),
                    "what is returned is recorded as it is: no path leads on from it",
                    "try: " + (line.substring(0, path.start(2)) + rest).strip());
        }
        Matcher returns = UNTYPED_RETURN.matcher(line).region(at, end);
        return returns.lookingAt()
                        && !returns.group(1).equals("void")
                        && !EventLine.TYPES.contains(returns.group(1))
                ? Optional.of(word(returns, 1))
                : Optional.empty();
    }

    /** Where the parenthesis closes that opens at {@code open}; the end if it does not. */
    private int closing(int open) {
        int depth = 0;
        for (int at = open; at < end; at++) {
            depth += line.charAt(at) == '(' ? 1 : line.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return end;
    }

    /** What commas and bars separate, without the blanks around it. */
    private List<Span> pieces(int from, int to) {
        List<Span> pieces = new ArrayList<>();
        int start = from;
        int depth = 0;
        for (int at = from; at <= to; at++) {
            char c = at == to ? ',' : line.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (at == to || depth == 0 && (c == ',' || c == '|')) {
                pieces.add(trimmed(start, at));
                start = at + 1;
            }
        }
        return pieces;
    }

    private Span trimmed(int from, int to) {
        int start = from;
        int stop = to;
        while (start < stop && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        while (stop > start && Character.isWhitespace(line.charAt(stop - 1))) {
            stop--;
        }
        return new Span(start, stop);
    }

    private boolean isRich(Span piece) {
        return RICH.matcher(text(piece)).matches();
    }

    private EventSpec.Argument argument(Span piece) throws LineError {
        if (ADDRESS.matcher(text(piece)).matches()) {
            return new EventSpec.FromAddress(piece, text(piece));
        }
        int start = piece.start();
        int stop = piece.end();
        Matcher before = BEFORE.matcher(line).region(start, stop);
        Optional<Word> type = Optional.empty();
        if (before.lookingAt()) {
            type = Optional.of(word(before, 1));
            start = before.end();
        }
        Matcher named = NAMED.matcher(line).region(start, stop);
        Optional<Word> name = Optional.empty();
        if (named.lookingAt()) {
            name = Optional.of(word(named, 1));
            start = named.end();
        }
        int colon = line.lastIndexOf(':', stop - 1);
        if (colon >= start) {
            Matcher behind = BEHIND.matcher(line).region(colon, stop);
            if (type.isPresent()) {
                throw new LineError(line, piece, "argument has two types", "");
            } else if (!behind.matches()) {
                throw new LineError(
                        line,
                        trimmed(colon + 1, stop),
                        "type expected behind ':', such as int, x64, char[16] or string",
                        "");
            }
            type = Optional.of(word(behind, 1));
            stop = colon;
        }
        Span expression = trimmed(start, stop);
        check(piece, expression);
        return new EventSpec.FromExpression(piece, type, name, expression);
    }

    private void check(Span piece, Span expression) throws LineError {
        String text = text(expression);
        String message;
        if (text.equals("NULL")) {
            message = "NULL is not needed where parameters are named: leave it out";
        } else if (text.equals("*")) {
            message = "'*' stands for all parameters and stands alone";
        } else if (text.isEmpty()) {
            message = "parameter expected";
        } else {
            return;
        }
        Span span = piece.start() == piece.end() ? Span.at(piece.start()) : piece;
        throw new LineError(line, span, message, "");
    }

    private Word word(Matcher m, int group) {
        return new Word(m.group(group), new Span(m.start(group), m.end(group)));
    }

    private String text(Span span) {
        return line.substring(span.start(), span.end());
    }
}
