// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.Base;
import io.fesh.event.Field;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Enough of the module's grammar to make schemas with the right offsets, and to refuse wrong lines
 * in the module's words and at its columns, so that session files hold for both.
 */
final class FakeGrammar {
    private static final int HEADER = 56;
    private static final int PARAMETERS = 6;

    private record Type(int size, char base) {}

    private static final Map<String, Type> TYPES =
            Map.ofEntries(
                    Map.entry("long", new Type(8, 'd')),
                    Map.entry("int", new Type(4, 'd')),
                    Map.entry("short", new Type(2, 'd')),
                    Map.entry("char", new Type(1, 'c')),
                    Map.entry("s64", new Type(8, 'd')),
                    Map.entry("s32", new Type(4, 'd')),
                    Map.entry("s16", new Type(2, 'd')),
                    Map.entry("s8", new Type(1, 'd')),
                    Map.entry("u64", new Type(8, 'u')),
                    Map.entry("u32", new Type(4, 'u')),
                    Map.entry("u16", new Type(2, 'u')),
                    Map.entry("u8", new Type(1, 'u')),
                    Map.entry("x64", new Type(8, 'x')),
                    Map.entry("x32", new Type(4, 'x')),
                    Map.entry("x16", new Type(2, 'x')),
                    Map.entry("x8", new Type(1, 'x')),
                    Map.entry("size_t", new Type(8, 'u')),
                    Map.entry("symbol", new Type(8, 'p')),
                    Map.entry("string", new Type(4, 's')),
                    Map.entry("ustring", new Type(4, 's')));

    /** What a line says; {@code functionAt} is its column. */
    record Event(String name, String function, int functionAt, List<Field> fields) {}

    private final String line;
    private final List<Field> fields = new ArrayList<>();
    private int at;
    private int length;
    private int lastEnd;
    private int offset = HEADER;
    private int parameters;

    private FakeGrammar(String line) {
        this.line = line;
    }

    static Event parse(String line) throws LineError {
        FakeGrammar grammar = new FakeGrammar(line);
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\t' && (line.charAt(i) < ' ' || line.charAt(i) > '~')) {
                throw grammar.error(i, "byte is not printable ASCII");
            }
        }
        grammar.advance();
        return grammar.event();
    }

    private Event event() throws LineError {
        String name = "";
        int functionAt = at;
        String function = function();
        if (on(':')) {
            name = function;
            advance();
            functionAt = at;
            function = function();
        }
        if (!take('(')) {
            throw orUnfinished("'(' expected after the function name");
        }
        if (!take(')')) {
            do {
                argument();
            } while (take(','));
            if (!take(')')) {
                throw orUnfinished("',', '|' or ')' expected");
            }
        }
        if (on('=')) {
            returns();
        }
        String rest = line.substring(at).stripTrailing();
        if (rest.equals("stack") || rest.startsWith("if") && rest.endsWith(" stack")) {
            add("stack", "stack", 'k', new Type(8, 'k'), 0);
        } else if (length > 0 && !is("if")) {
            throw error(
                    at,
                    "only '=> TYPE NAME', 'if FILTER' and 'stack' may follow ')', in this order");
        }
        return new Event(
                name.isEmpty() ? function.replace('.', '_') : name, function, functionAt, fields);
    }

    /** {@code => void} or {@code => TYPE NAME}: the value, if any, and the duration. */
    private void returns() throws LineError {
        advance();
        if (!take('>')) {
            throw error(
                    at,
                    "only '=> TYPE NAME', 'if FILTER' and 'stack' may follow ')', in this order");
        }
        if (is("void")) {
            advance();
        } else {
            int before = parameters;
            field();
            parameters = before;
        }
        add("duration", "u64", 'u', TYPES.get("u64"), 0);
    }

    private String function() throws LineError {
        if (!onName()) {
            throw length > 0 && onWord()
                    ? error(at, BAD_NAME)
                    : orUnfinished("function name expected");
        }
        int start = at;
        advance();
        while (on('.') && at == lastEnd) {
            advance();
            advance();
        }
        return line.substring(start, lastEnd);
    }

    private static final String BAD_NAME =
            "name must begin with a letter or '_' and go on with these or digits";

    private void argument() throws LineError {
        if (is("NULL")) {
            parameter(at);
            advance();
            parameters++;
            return;
        }
        boolean uses = false;
        do {
            uses |= field();
        } while (take('|'));
        parameters += uses ? 1 : 0;
    }

    private void parameter(int column) throws LineError {
        if (parameters == PARAMETERS) {
            throw error(column, "more than 6 parameters: only those in registers can be fetched");
        }
    }

    /** Whether it comes from a parameter. */
    private boolean field() throws LineError {
        int start = at;
        boolean unsigned = is("unsigned");
        if (unsigned) {
            advance();
        }
        Type type = length > 0 ? TYPES.get(token()) : null;
        if (length > 0 && token().matches("s?b\\d+")) {
            type = bits(token().charAt(0) == 's' ? 'd' : 'u');
        }
        if (type == null) {
            throw orUnfinished("type expected, such as int, x64, char[16], string, symbol or NULL");
        }
        advance();
        int count = 0;
        if (on('[')) {
            if (type.base() == 's') {
                throw error(
                        at, "array of strings cannot be fetched: write one field for each string");
            }
            advance();
            count = number("array size must be a number from 1 on");
            close();
        }
        String written = line.substring(start, lastEnd);
        if (!onName()) {
            throw onWord()
                    ? error(at, BAD_NAME)
                    : orUnfinished("field name, 0xADDRESS or $SYMBOL expected after the type");
        }
        String name = token();
        advance();
        boolean fixed = take('=');
        if (fixed) {
            take('$');
            advance();
        }
        steps();
        if (!fixed) {
            parameter(start);
        }
        add(name, written, unsigned && type.base() == 'd' ? 'u' : type.base(), type, count);
        return !fixed;
    }

    /** {@code b3@5/8}, up to the last of it. */
    private Type bits(char base) throws LineError {
        advance();
        take('@');
        advance();
        take('/');
        return new Type(Integer.parseInt(token()) / 8, base);
    }

    private void steps() throws LineError {
        while (on('+') || on('-') || on('[')) {
            boolean index = on('[');
            advance();
            number("number expected, such as 16 or 0x10");
            if (index) {
                close();
            }
        }
    }

    private int number(String otherwise) throws LineError {
        int value;
        try {
            value = length > 0 ? Integer.decode(token()) : 0;
        } catch (NumberFormatException e) {
            throw error(at, otherwise);
        }
        if (length == 0) {
            throw orUnfinished(otherwise);
        }
        advance();
        return value;
    }

    private void close() throws LineError {
        if (!take(']')) {
            throw orUnfinished("']' expected");
        }
    }

    private void add(String name, String written, char base, Type type, int count) {
        offset = (offset + type.size() - 1) / type.size() * type.size();
        fields.add(new Field(name, written, Base.of(base), offset, type.size(), count));
        offset += type.size() * Math.max(1, count);
    }

    private void advance() {
        lastEnd = at + length;
        at = lastEnd;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        int end = at;
        while (end < line.length() && isWord(line.charAt(end))) {
            end++;
        }
        length = end > at ? end - at : Math.min(1, line.length() - at);
    }

    private boolean take(char c) {
        if (!on(c)) {
            return false;
        }
        advance();
        return true;
    }

    private boolean on(char c) {
        return length == 1 && line.charAt(at) == c;
    }

    private boolean onWord() {
        return length > 0 && isWord(line.charAt(at));
    }

    private boolean onName() {
        return onWord() && !Character.isDigit(line.charAt(at));
    }

    private boolean is(String word) {
        return token().equals(word);
    }

    private String token() {
        return line.substring(at, at + length);
    }

    private static boolean isWord(char c) {
        return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }

    private LineError orUnfinished(String message) {
        return error(at, length > 0 ? message : "line ends too early: ')' is missing");
    }

    private LineError error(int column, String message) {
        return new LineError(line, Span.at(column), message, "");
    }
}
