// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Token.Kind;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayList;
import java.util.List;

/** The tokens of C, {@code #17} and {@code $}. */
final class Lexer {
    /** Longest first: the first that fits is taken. */
    private static final List<String> OPERATORS =
            List.of(
                    "<<=", ">>=", "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "++", "--",
                    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "+", "-", "*", "/", "%", "&",
                    "|", "^", "~", "!", "<", ">", "=", "?", ":", "(", ")", "[", "]", ".", ",");

    private final String line;
    private int at;

    private Lexer(String line, int from) {
        this.line = line;
        this.at = from;
    }

    /** The last one is the end. */
    static List<Token> tokens(String line, int from) throws LineError {
        return new Lexer(line, from).run();
    }

    private List<Token> run() throws LineError {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                tokens.add(new Token(Kind.END, "", Span.at(at)));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() throws LineError {
        char c = line.charAt(at);
        if (isDigit(c)) {
            return number();
        } else if (isLetter(c)) {
            return word(Kind.NAME, at);
        } else if (c == '$') {
            return word(Kind.DOLLAR, at + 1);
        } else if (c == '#') {
            return event();
        } else if (c == '\'' || c == '"') {
            return quoted(c);
        }
        for (String operator : OPERATORS) {
            if (line.startsWith(operator, at)) {
                return token(Kind.OPERATOR, at + operator.length());
            }
        }
        int end = line.offsetByCodePoints(at, 1);
        throw new LineError(
                line,
                new Span(at, end),
                line.substring(at, end) + " has no meaning in an expression",
                "");
    }

    private Token event() throws LineError {
        int end = at + 1;
        while (end < line.length() && isDigit(line.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            throw new LineError(
                    line, Span.at(at), "# needs the number of an event", "try: print #1");
        }
        return token(Kind.EVENT, end);
    }

    private Token number() throws LineError {
        int start = at;
        Token whole = word(Kind.NUMBER, at);
        boolean goesOn = at + 1 < line.length() && line.charAt(at) == '.';
        if (goesOn && isDigit(line.charAt(at + 1))) {
            Span span = new Span(start, word(Kind.NUMBER, at + 1).span().end());
            String text = line.substring(span.start(), span.end());
            throw new LineError(
                    line, span, text + " is no integer, and only these are computed", "");
        }
        return whole;
    }

    private Token word(Kind kind, int from) {
        int end = from;
        while (end < line.length() && (isLetter(line.charAt(end)) || isDigit(line.charAt(end)))) {
            end++;
        }
        return token(kind, end);
    }

    private Token quoted(char quote) throws LineError {
        for (int end = at + 1; end < line.length(); end++) {
            char c = line.charAt(end);
            if (c == '\\') {
                end++;
            } else if (c == quote) {
                return token(quote == '"' ? Kind.STRING : Kind.CHARACTER, end + 1);
            }
        }
        throw new LineError(
                line, new Span(at, line.length()), "the closing " + quote + " is missing", "");
    }

    private Token token(Kind kind, int end) {
        Token token = new Token(kind, line.substring(at, end), new Span(at, end));
        at = end;
        return token;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
