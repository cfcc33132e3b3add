// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Token.Kind;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * C expressions without what would change something: no assignment, no call of a function of the
 * kernel's. Binary operators are parsed by their precedence, the rest by descent.
 */
public final class ExprParser {
    /** Deeper ones are nobody's, and would take the stack of whoever walks them. */
    private static final int MAX_DEPTH = 200;

    private static final Map<String, Integer> PRECEDENCE =
            Map.ofEntries(
                    Map.entry("||", 1),
                    Map.entry("&&", 2),
                    Map.entry("|", 3),
                    Map.entry("^", 4),
                    Map.entry("&", 5),
                    Map.entry("==", 6),
                    Map.entry("!=", 6),
                    Map.entry("<", 7),
                    Map.entry(">", 7),
                    Map.entry("<=", 7),
                    Map.entry(">=", 7),
                    Map.entry("<<", 8),
                    Map.entry(">>", 8),
                    Map.entry("+", 9),
                    Map.entry("-", 9),
                    Map.entry("*", 10),
                    Map.entry("/", 10),
                    Map.entry("%", 10));

    private static final List<String> UNARY = List.of("-", "+", "~", "!", "*", "&");

    private final String line;
    private final TokenReader in;
    private final TypeNameParser types;
    private int depth;
    private boolean inEvent;

    private ExprParser(String line, TokenReader in, TypeNames names) {
        this.line = line;
        this.in = in;
        this.types = new TypeNameParser(in, names);
    }

    /** Whether a name alone is a type: a cast and a parenthesis look the same otherwise. */
    public interface TypeNames {
        boolean isType(String name) throws TargetException;
    }

    /** The expression that begins at {@code from} and takes all of the line. */
    public static Expr parse(String line, int from, TypeNames names)
            throws LineError, TargetException {
        TokenReader in = new TokenReader(line, from);
        if (in.peek().kind() == Kind.END) {
            throw new LineError(
                    line, Span.at(line.length()), "an expression is missing", "try: print jiffies");
        }
        ExprParser parser = new ExprParser(line, in, names);
        Expr expr = parser.expression();
        if (in.peek().kind() != Kind.END) {
            throw parser.unexpected(in.peek());
        }
        return expr;
    }

    /**
     * The expression of one field of an event, from {@code from} to before {@code to}: it may begin
     * at {@code $current}, and at a variable as {@code $name}.
     */
    public static Expr parseField(String line, int from, int to, TypeNames names)
            throws LineError, TargetException {
        String head = line.substring(0, to);
        TokenReader in = new TokenReader(head, from);
        ExprParser parser = new ExprParser(head, in, names);
        parser.inEvent = true;
        try {
            Expr expr = parser.expression();
            if (in.peek().kind() != Kind.END) {
                throw parser.unexpected(in.peek());
            }
            return expr;
        } catch (LineError e) {
            throw e.within(line, 0);
        }
    }

    /** What {@link #parse} takes, or a type alone ({@code struct file *}). */
    public static Argument parseTypeOrExpression(String line, int from, TypeNames names)
            throws LineError, TargetException {
        TokenReader in = new TokenReader(line, from);
        TypeNameParser types = new TypeNameParser(in, names);
        if (types.isAhead(0, Kind.END)) {
            TypeName type = types.parse();
            if (in.peek().kind() == Kind.END) {
                return type;
            }
        }
        return parse(line, from, names);
    }

    private LineError unexpected(Token token) {
        String text = token.text();
        if (text.endsWith("=") && token.kind() == Kind.OPERATOR) {
            return in.error(
                    token,
                    text + " would write: an expression only reads",
                    text.equals("=") ? "== compares" : "");
        } else if (text.equals("++") || text.equals("--")) {
            return in.error(token, text + " would write: an expression only reads", "");
        } else if (token.kind() == Kind.END) {
            return in.error(token, "the expression ends where a value is expected", "");
        }
        return in.error(token, text + " is not expected here", "");
    }

    private Expr expression() throws LineError, TargetException {
        if (++depth > MAX_DEPTH) {
            throw in.error(in.peek(), "the expression is nested over " + MAX_DEPTH + " deep", "");
        }
        Expr condition = binary(1);
        if (in.take("?")) {
            Expr yes = expression();
            in.expect(":");
            Expr no = expression();
            condition = new Expr.Choice(to(condition, no.span()), condition, yes, no);
        }
        depth--;
        return condition;
    }

    private Expr binary(int lowest) throws LineError, TargetException {
        Expr left = unary();
        while (true) {
            Token operator = in.peek();
            int precedence =
                    operator.kind() == Kind.OPERATOR
                            ? PRECEDENCE.getOrDefault(operator.text(), 0)
                            : 0;
            if (precedence < lowest) {
                return left;
            }
            in.next();
            Expr right = binary(precedence + 1);
            left =
                    new Expr.Binary(
                            to(left, right.span()), operator.text(), operator.span(), left, right);
        }
    }

    private Expr unary() throws LineError, TargetException {
        if (++depth > MAX_DEPTH) {
            throw in.error(in.peek(), "the expression is nested over " + MAX_DEPTH + " deep", "");
        }
        Expr expr = prefixed();
        depth--;
        return expr;
    }

    private Expr prefixed() throws LineError, TargetException {
        Token first = in.peek();
        if (first.kind() == Kind.OPERATOR && UNARY.contains(first.text())) {
            in.next();
            Expr operand = unary();
            return new Expr.Unary(from(first, operand.span()), first.text(), operand);
        } else if (first.kind() == Kind.NAME && first.text().equals("sizeof")) {
            in.next();
            return sizeOf(first);
        } else if (first.is("(") && types.isAhead(1, Kind.OPERATOR)) {
            in.next();
            TypeName type = types.parse();
            in.expect(")");
            Expr operand = unary();
            return new Expr.Cast(from(first, operand.span()), type, operand);
        }
        return postfixed();
    }

    private Expr sizeOf(Token keyword) throws LineError, TargetException {
        if (in.peek().is("(") && types.isAhead(1, Kind.OPERATOR)) {
            in.next();
            TypeName type = types.parse();
            Token close = in.expect(")");
            return new Expr.SizeOf(from(keyword, close.span()), type);
        }
        Expr operand = unary();
        return new Expr.SizeOf(from(keyword, operand.span()), operand);
    }

    private Expr postfixed() throws LineError, TargetException {
        Expr expr = primary();
        while (true) {
            Token operator = in.peek();
            if (operator.is("->") || operator.is(".")) {
                in.next();
                Token name = in.peek();
                if (name.kind() != Kind.NAME) {
                    throw in.error(name, "a member is expected after " + operator.text(), "");
                }
                in.next();
                expr =
                        new Expr.Member(
                                to(expr, name.span()),
                                expr,
                                operator.is("->"),
                                operator.span(),
                                name.text(),
                                name.span());
            } else if (operator.is("[")) {
                in.next();
                expr = indexed(expr);
            } else {
                return expr;
            }
        }
    }

    private Expr indexed(Expr operand) throws LineError, TargetException {
        Expr index = expression();
        if (in.take(":")) {
            Expr end = expression();
            Token close = in.expect("]");
            return new Expr.Slice(to(operand, close.span()), operand, index, end);
        }
        Token close = in.expect("]");
        return new Expr.Index(to(operand, close.span()), operand, index);
    }

    private Expr primary() throws LineError, TargetException {
        Token token = in.next();
        return switch (token.kind()) {
            case NUMBER -> Literals.number(line, token);
            case CHARACTER -> Literals.character(line, token);
            case STRING -> Literals.string(line, token);
            case EVENT -> event(token);
            case DOLLAR -> dollar(token);
            case NAME -> in.peek().is("(") ? call(token) : name(token);
            case OPERATOR -> {
                if (!token.is("(")) {
                    throw unexpected(token);
                }
                Expr inner = expression();
                Token close = in.expect(")");
                yield new Expr.Parenthesized(from(token, close.span()), inner);
            }
            case END -> throw unexpected(token);
        };
    }

    private Expr name(Token token) throws LineError, TargetException {
        if (TypeNameParser.isKeyword(token.text())) {
            String name = in.peek().kind() == Kind.NAME ? in.peek().text() : "file";
            throw in.error(
                    token,
                    token.text() + " begins a type, which has no value",
                    "try: ptype " + token.text() + " " + name);
        }
        return new Expr.Name(token.span(), token.text());
    }

    private Expr event(Token token) throws LineError {
        try {
            return new Expr.Event(token.span(), Long.parseLong(token.text().substring(1)));
        } catch (NumberFormatException e) {
            throw in.error(token, token.text() + " is beyond any number of an event", "");
        }
    }

    private Expr dollar(Token token) throws LineError {
        if (token.text().equals("$")) {
            return new Expr.Last(token.span());
        } else if (inEvent) {
            String name = token.text().substring(1);
            return name.equals("current")
                    ? new Expr.Task(token.span())
                    : new Expr.Name(token.span(), name);
        }
        throw token.text().equals("$current")
                ? in.error(
                        token,
                        "$current is the task that hits an event, and here is none",
                        "try: print tasks()")
                : in.error(token, token.text() + " is not known: $ is the last value", "");
    }

    private Expr call(Token name) throws LineError, TargetException {
        Builtin builtin =
                Builtin.of(name.text())
                        .orElseThrow(() -> in.error(name, notCalled(name), hint(name)));
        Token open = in.next();
        List<Argument> arguments = new ArrayList<>();
        List<Builtin.Sort> sorts = builtin.arguments();
        while (!in.peek().is(")")) {
            if (arguments.size() == sorts.size()) {
                throw in.error(
                        in.peek(),
                        builtin.spelling()
                                + " takes "
                                + (sorts.isEmpty() ? "no" : "at most " + sorts.size())
                                + " arguments",
                        "try: print " + builtin.example());
            }
            arguments.add(
                    switch (sorts.get(arguments.size())) {
                        case VALUE -> expression();
                        case TYPE -> types.parse();
                        case MEMBER -> types.member();
                    });
            if (!in.peek().is(")")) {
                in.expect(",");
            }
        }
        Token close = in.next();
        if (arguments.size() < builtin.least()
                || sorts.size() > arguments.size()
                        && sorts.get(arguments.size()) == Builtin.Sort.MEMBER) {
            throw new LineError(
                    line,
                    new Span(open.span().start(), close.span().end()),
                    builtin.spelling() + " needs more arguments",
                    "try: print " + builtin.example());
        }
        return new Expr.Call(from(name, close.span()), builtin, arguments);
    }

    private static String notCalled(Token name) {
        return name.text() + " is not called: an expression runs nothing in the kernel";
    }

    private static String hint(Token name) {
        List<String> near = Suggestions.near(name.text(), Builtin.names(), 1);
        return near.isEmpty()
                ? ""
                : "try: print " + Builtin.of(near.get(0)).orElseThrow().example();
    }

    private static Span to(Expr first, Span last) {
        return new Span(first.span().start(), last.end());
    }

    private static Span from(Token first, Span last) {
        return new Span(first.span().start(), last.end());
    }
}
