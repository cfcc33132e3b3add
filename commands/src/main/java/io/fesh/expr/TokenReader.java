// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.parse.LineError;

import java.util.List;

/** The tokens of one line, taken from front to back. */
final class TokenReader {
    private final String line;
    private final List<Token> tokens;
    private int at;

    TokenReader(String line, int from) throws LineError {
        this.line = line;
        this.tokens = Lexer.tokens(line, from);
    }

    Token peek() {
        return peek(0);
    }

    /** The one that comes after {@code ahead} others; the end, beyond it. */
    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean take(String operator) {
        boolean there = peek().is(operator);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(String operator) throws LineError {
        if (!peek().is(operator)) {
            throw error(peek(), operator + " is expected here", "");
        }
        return next();
    }

    LineError error(Token token, String message, String hint) {
        return new LineError(line, token.span(), message, hint);
    }
}
