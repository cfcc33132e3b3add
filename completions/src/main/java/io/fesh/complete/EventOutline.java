// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.parse.EventLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the pieces of an event's line are for, however unfinished or wrong it is, and what is
 * expected where it breaks off.
 */
final class EventOutline {

    /** What can stand where the line breaks off. */
    enum Place {
        HEAD,
        /** The beginning of an argument: a parameter or a type. */
        ARGUMENT,
        /** Behind {@code ->} or a dot. */
        MEMBER,
        /** Behind a colon in an argument. */
        TYPE,
        /** Behind the arguments: {@code =>}, {@code if}, {@code stack}. */
        TAIL,
        RETURN_TYPE,
        /** Behind a return value: {@code if}, {@code stack}. */
        AFTER_RETURN,
        FILTER_FIELD,
        FILTER_OPERATOR,
        FILTER_VALUE,
        /** Behind a comparison: {@code &&}, {@code ||}, {@code stack}. */
        FILTER_JOIN,
        /** A name of the user's own, a number, or nothing at all. */
        FREE
    }

    /** What a piece of a line is. */
    enum Role {
        EVENT,
        MODULE,
        FUNCTION,
        TYPE,
        PARAMETER,
        MEMBER,
        /** A name that the line gives, or a place in memory that it counts from. */
        NAME,
        SYMBOL,
        KEYWORD,
        OPERATOR,
        FILTER_FIELD,
        NUMBER,
        STRING
    }

    /** A piece of the line: {@code start} inclusive, {@code end} exclusive. */
    record Part(Role role, int start, int end) {}

    private static final Pattern HEAD =
            Pattern.compile(
                    "\\s*(?:([A-Za-z_]\\w*)(\\s*:\\s*))?(?:([A-Za-z_]\\w*)(\\s*:\\s*))?"
                            + "([A-Za-z_][\\w.]*)?(@\\w*)?\\s*");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"?|->|=>|&&|\\|\\||[=!<>]=|[A-Za-z_]\\w*|[0-9]\\w*|\\S");

    private final String line;
    private final Matcher token;
    private final List<Part> parts = new ArrayList<>();
    private Place place = Place.HEAD;
    private Optional<Part> function = Optional.empty();
    private int open = -1;
    private boolean returns;
    private int condition = -1;
    private final List<String> names = new ArrayList<>();
    private final ArgumentOutline argument = new ArgumentOutline(names);
    private final FilterOutline filter = new FilterOutline();

    private EventOutline(String line) {
        this.line = line;
        this.token = TOKEN.matcher(line);
    }

    /**
     * @param from where in {@code line} the event's line begins
     */
    static EventOutline of(String line, int from) {
        EventOutline outline = new EventOutline(line);
        int at = outline.head(from);
        at = outline.open >= 0 ? outline.arguments(at) : at;
        outline.tail(at);
        return outline;
    }

    /** Of what follows the word {@code if}, which is at {@code from}. */
    static EventOutline ofFilter(String line, int from) {
        EventOutline outline = new EventOutline(line);
        outline.tail(from);
        return outline;
    }

    /** In the order of the line; what lies between them has no meaning. */
    List<Part> parts() {
        return parts;
    }

    /** What is expected at the end of the line. */
    Place place() {
        return place;
    }

    Optional<Part> function() {
        return function;
    }

    /** Where the parenthesis of the arguments is; negative if there is none. */
    int open() {
        return open;
    }

    /** Names that its fields will have, as far as the line says. */
    List<String> names() {
        return names;
    }

    String text(Part part) {
        return line.substring(part.start(), part.end());
    }

    /** Whether every parameter becomes a field: {@code FUNC} or {@code FUNC(*)}. */
    boolean takesAll() {
        return open < 0 || line.startsWith("*", VerbWord.skipBlanks(line, open + 1));
    }

    /** Whether a type was given to the argument in which the line breaks off, but no name yet. */
    boolean isTyped() {
        return argument.isTyped();
    }

    /** Whether it is an event at the return of its function. */
    boolean returns() {
        return returns;
    }

    /** Where its "if" is; negative if there is none. */
    int condition() {
        return condition;
    }

    /** The comparison in which the line breaks off. */
    FilterOutline filter() {
        return filter;
    }

    private void add(Role role, int start, int end) {
        parts.add(new Part(role, start, end));
    }

    private int head(int from) {
        Matcher head = HEAD.matcher(line).region(from, line.length());
        head.lookingAt();
        for (int prefix : new int[] {1, 3}) {
            if (head.group(prefix) != null) {
                boolean isModule = head.group(prefix + 1).equals(":");
                add(isModule ? Role.MODULE : Role.EVENT, head.start(prefix), head.end(prefix));
            }
        }
        if (head.group(5) != null) {
            Part name = new Part(Role.FUNCTION, head.start(5), head.end(5));
            function = Optional.of(name);
            parts.add(name);
            boolean ended = head.end() > head.end(5);
            place = ended ? Place.TAIL : Place.HEAD;
        }
        if (head.group(6) != null) {
            add(Role.NUMBER, head.start(6), head.end(6));
            place = Place.FREE;
        }
        int at = head.end();
        if (at < line.length() && line.charAt(at) == '(') {
            open = at;
            return at + 1;
        }
        return at;
    }

    private int arguments(int from) {
        int depth = 1;
        place = Place.ARGUMENT;
        for (int at = from; token.region(at, line.length()).find(); ) {
            String text = token.group();
            at = token.end();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                place = Place.TAIL;
                return at;
            }
            argument.read(text).ifPresent(role -> add(role, token.start(), token.end()));
            place = argument.place();
        }
        return line.length();
    }

    private void token(Role role, Place then) {
        add(role, token.start(), token.end());
        place = then;
    }

    private void tail(int from) {
        for (int at = from; token.region(at, line.length()).find(); ) {
            String text = token.group();
            at = token.end();
            if (text.equals("=>")) {
                returns = true;
                token(Role.KEYWORD, Place.RETURN_TYPE);
            } else if (text.equals("if") && !inFilter()) {
                condition = token.start();
                token(Role.KEYWORD, Place.FILTER_FIELD);
            } else if (text.equals("stack") && place != Place.FILTER_FIELD) {
                token(Role.KEYWORD, Place.FREE);
            } else if (place == Place.RETURN_TYPE || place == Place.AFTER_RETURN) {
                returned(text);
            } else if (inFilter()) {
                Role role = filter.read(text, place);
                token(role, filter.place());
            } else {
                token(Role.OPERATOR, Place.FREE);
            }
        }
    }

    private boolean inFilter() {
        return place == Place.FILTER_FIELD
                || place == Place.FILTER_OPERATOR
                || place == Place.FILTER_VALUE
                || place == Place.FILTER_JOIN;
    }

    private void returned(String text) {
        if (place == Place.RETURN_TYPE
                && (EventLine.TYPES.contains(text) || text.equals("unsigned"))) {
            token(Role.TYPE, Place.RETURN_TYPE);
        } else if (text.equals("void")) {
            token(Role.TYPE, Place.AFTER_RETURN);
        } else if (place == Place.RETURN_TYPE && Character.isLetter(text.charAt(0))) {
            names.add(text);
            token(Role.NAME, Place.AFTER_RETURN);
        } else {
            boolean number = Character.isDigit(text.charAt(0));
            token(number ? Role.NUMBER : Role.OPERATOR, place);
        }
    }
}
