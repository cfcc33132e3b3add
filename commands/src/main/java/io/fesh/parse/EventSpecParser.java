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
 * ARG  := [TYPE] PARAMETER PATH | PARAMETER PATH ':' TYPE | TYPE [NAME '='] ADDR
 * PATH := { '->' MEMBER | '.' MEMBER | '[' N ']' }
 * </pre>
 *
 * A line in which nothing needs the kernel's types is the kernel's own grammar: it is not looked at
 * any further, right or wrong.
 */
public final class EventSpecParser {
    private static final String NAME = "[A-Za-z_]\\w*";
    private static final String TYPE =
            "(?:unsigned\\s+)?(?:"
                    + String.join("|", EventLine.TYPES)
                    + ")(?:\\s*\\[\\s*\\w+\\s*\\])?";

    private static final Pattern HEAD =
            Pattern.compile("(?:" + NAME + "\\s*:\\s*){0,2}(" + NAME + "(?:\\.\\w+)*)\\s*");
    private static final Pattern TAIL = Pattern.compile("(?:=>|if\\b|stack\\b).*", Pattern.DOTALL);
    private static final Pattern UNTYPED_RETURN =
            Pattern.compile("\\s*=>\\s*(" + NAME + ")\\s*(?=if\\b|stack\\b|$)");
    private static final Pattern RICH =
            Pattern.compile(
                    "\\*|.*(?:->|\\.|:).*|(?!(?:NULL|unsigned|"
                            + String.join("|", EventLine.TYPES)
                            + ")\\b)"
                            + NAME
                            + "(?:\\s*\\[.*)?",
                    Pattern.DOTALL);
    private static final Pattern ARGUMENT =
            Pattern.compile(
                    "(?:(?<before>"
                            + TYPE
                            + ")\\s+)?(?<parameter>"
                            + NAME
                            + ")"
                            + "(?<path>(?:\\s*(?:->|[.\\[])[\\w\\s.\\[\\]>-]*)?)"
                            + "(?:\\s*:\\s*(?<behind>"
                            + TYPE
                            + "))?");
    private static final Pattern ADDRESS =
            Pattern.compile(TYPE + "\\s+(?:" + NAME + "\\s*=\\s*)?(?:0x\\w+|\\$\\s*" + NAME + ")");

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
        int close = line.indexOf(')', at);
        int stop = close < 0 || close >= end ? end : close;
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
            Span names, Span function, boolean all, List<EventSpec.Argument> arguments, int at) {
        Optional<Word> returns = untypedReturn(at);
        int tail = returns.map(name -> name.span().end()).orElse(at);
        return new EventSpec(
                names, text(function), function, all, arguments, returns, new Span(tail, end));
    }

    /** A type alone behind the arrow is a name forgotten, which the kernel says best. */
    private Optional<Word> untypedReturn(int at) {
        Matcher returns = UNTYPED_RETURN.matcher(line).region(at, end);
        return returns.lookingAt()
                        && !returns.group(1).equals("void")
                        && !EventLine.TYPES.contains(returns.group(1))
                ? Optional.of(word(returns, 1))
                : Optional.empty();
    }

    /** What commas and bars separate, without the blanks around it. */
    private List<Span> pieces(int from, int to) {
        List<Span> pieces = new ArrayList<>();
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || line.charAt(at) == ',' || line.charAt(at) == '|') {
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
        Matcher m = ARGUMENT.matcher(line).region(piece.start(), piece.end());
        boolean twoTypes = m.matches() && m.group("before") != null && m.group("behind") != null;
        if (!m.matches() || m.group("parameter").equals("NULL") || twoTypes) {
            throw wrong(piece, twoTypes);
        }
        String type = m.group("before") != null ? "before" : "behind";
        return new EventSpec.FromParameter(
                piece,
                m.group(type) == null ? Optional.empty() : Optional.of(word(m, type)),
                word(m, "parameter"),
                word(m, "path"));
    }

    private LineError wrong(Span piece, boolean twoTypes) {
        String text = text(piece);
        String message;
        if (twoTypes) {
            message = "argument has two types";
        } else if (text.equals("NULL")) {
            message = "NULL is not needed where parameters are named: leave it out";
        } else if (text.equals("*")) {
            message = "'*' stands for all parameters and stands alone";
        } else if (text.isEmpty()) {
            message = "parameter expected";
        } else {
            message = "argument is no parameter, nor a path from one such as file->f_path.dentry";
        }
        Span span = piece.start() == piece.end() ? Span.at(piece.start()) : piece;
        return new LineError(line, span, message, "");
    }

    private Word word(Matcher m, String group) {
        return new Word(m.group(group), new Span(m.start(group), m.end(group)));
    }

    private Word word(Matcher m, int group) {
        return new Word(m.group(group), new Span(m.start(group), m.end(group)));
    }

    private String text(Span span) {
        return line.substring(span.start(), span.end());
    }
}
