// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import javax.lang.model.SourceVersion;

/**
 * Decides by its look whether a line is Java or a verb's. What can be meant for a verb is left to
 * the verbs, also where it is misspelt, because their answer to it is better than a compiler's.
 */
public final class LineRouter {
    private static final String FORCE = "java";

    /** Words that begin Java although they are no keywords everywhere. */
    private static final Set<String> CONTEXTUAL = Set.of("var", "record", "sealed", "non-sealed");

    private static final Set<String> ASSIGNMENTS =
            Set.of("+=", "-=", "*=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "/=");

    private static final String OPERATORS = "+-*/%<>&|^?=!,";

    private final CommandTable table;
    private final Predicate<String> isVariable;

    /**
     * @param isVariable whether Java has a variable of that name
     */
    public LineRouter(CommandTable table, Predicate<String> isVariable) {
        this.table = table;
        this.isVariable = isVariable;
    }

    /** The Java in a line: all of it, or what follows the verb {@code java}; empty for none. */
    public Optional<String> java(String line) {
        String text = line.strip();
        if (isVerb(text, FORCE) && text.length() > FORCE.length()) {
            return Optional.of(text.substring(FORCE.length()).strip());
        }
        return isJava(text) ? Optional.of(line) : Optional.empty();
    }

    private static boolean isVerb(String text, String verb) {
        return text.startsWith(verb)
                && (text.length() == verb.length() || isBlank(text.charAt(verb.length())));
    }

    private boolean isJava(String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (!Character.isJavaIdentifierStart(text.charAt(0))) {
            return beginsExpression(text);
        }
        int end = endOfName(text, 0);
        String word = text.substring(0, end);
        String rest = text.substring(end).stripLeading();
        boolean adjacent = end < text.length() && !isBlank(text.charAt(end));
        if (CONTEXTUAL.contains(word)) {
            return isDeclaration(rest) || !table.isName(word) && !adjacent && !rest.isEmpty();
        }
        if (isAssignment(rest)) {
            return true;
        }
        if (adjacent && (".;[".indexOf(rest.charAt(0)) >= 0 || isCall(rest) || isStep(rest))) {
            return !isEventLine(rest);
        }
        if (table.isName(word)) {
            return false;
        }
        if (SourceVersion.isKeyword(word)) {
            return true;
        }
        if (!table.startingWith(word).isEmpty()) {
            return isVariable.test(word) && (rest.isEmpty() || isOperator(rest));
        }
        return noVerb(word, rest, adjacent);
    }

    /** Not the beginning of any verb. */
    private boolean noVerb(String word, String rest, boolean adjacent) {
        if (rest.isEmpty()) {
            return isVariable.test(word);
        }
        if (isOperator(rest)) {
            // "a - b" subtracts, "a --b" gives an option to something
            boolean binary = rest.matches("\\W+\\s.*");
            return adjacent || isVariable.test(word) || binary && !isNearVerb(word);
        }
        if (!Character.isJavaIdentifierStart(rest.charAt(0))) {
            return isCall(rest) && !isEventLine(rest) && !isNearVerb(word);
        }
        String second = rest.substring(0, endOfName(rest, 0));
        String after = rest.substring(second.length()).stripLeading();
        if (second.equals("instanceof")) {
            return true;
        }
        if (Character.isUpperCase(word.charAt(0)) && !table.isName(word.toLowerCase())) {
            return after.isEmpty() || "=;(,[<".indexOf(after.charAt(0)) >= 0;
        }
        return isAssignment(after) && !isNearVerb(word);
    }

    /** {@code 1 + 2}, {@code "a".length()}, {@code (x)}, {@code -x}, a comment, an annotation. */
    private static boolean beginsExpression(String text) {
        char c = text.charAt(0);
        return "\"'({+-~@;".indexOf(c) >= 0
                || c >= '0' && c <= '9'
                || text.startsWith("//")
                || text.startsWith("/*");
    }

    /**
     * {@code P(int a)}, {@code P<T>(}, {@code x = }, {@code interface}: what a contextual begins.
     */
    private static boolean isDeclaration(String rest) {
        if (rest.isEmpty() || !Character.isJavaIdentifierStart(rest.charAt(0))) {
            return false;
        }
        int end = endOfName(rest, 0);
        String after = rest.substring(end).stripLeading();
        return !after.isEmpty() && "(<={".indexOf(after.charAt(0)) >= 0;
    }

    private static boolean isAssignment(String rest) {
        if (rest.startsWith("=")) {
            return !rest.startsWith("==") && !rest.startsWith("=>");
        }
        return ASSIGNMENTS.stream().anyMatch(rest::startsWith);
    }

    private static boolean isStep(String rest) {
        return rest.startsWith("++") || rest.startsWith("--") || rest.startsWith("::");
    }

    private static boolean isCall(String rest) {
        return rest.startsWith("(");
    }

    private static boolean isOperator(String rest) {
        return OPERATORS.indexOf(rest.charAt(0)) >= 0
                        && !rest.startsWith("=>")
                        && !rest.startsWith("->")
                || rest.startsWith("instanceof ");
    }

    /**
     * The arguments of an event, {@code (int fd, ...)}: nothing in Java has two names side by side
     * there.
     */
    private static boolean isEventLine(String rest) {
        int open = rest.indexOf('(');
        if (open < 0) {
            return false;
        }
        String argument = rest.substring(open + 1).stripLeading();
        int end = endOfName(argument, 0);
        String first = argument.substring(0, end);
        String after = argument.substring(end);
        if (first.equals("NULL")) {
            return true;
        }
        String second = after.stripLeading();
        return !first.isEmpty()
                && !first.equals("new")
                && second.length() < after.length()
                && !second.isEmpty()
                && Character.isJavaIdentifierStart(second.charAt(0))
                && !second.startsWith("instanceof");
    }

    private boolean isNearVerb(String word) {
        ArrayList<String> names = new ArrayList<>();
        table.commands().forEach(command -> names.add(command.name()));
        return !Suggestions.near(word, names, 1).isEmpty();
    }

    private static int endOfName(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
