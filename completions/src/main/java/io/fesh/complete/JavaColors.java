// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.LineColors.Colored;
import io.fesh.render.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

/** The pieces of a line of Java that can be told without its compiler; members cannot. */
final class JavaColors {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<comment>//.*|/\\*.*?(?:\\*/|$))"
                            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)*'?)"
                            + "|(?<number>\\b[0-9][\\w.]*)"
                            + "|(?<member>\\.\\s*)?(?<word>[A-Za-z_$][\\w$]*)");

    private JavaColors() {}

    static List<Colored> of(String line, int from, KernelView kernel) {
        List<Colored> found = new ArrayList<>();
        Matcher token = TOKEN.matcher(line).region(from, line.length());
        while (token.find()) {
            Style style = style(token, kernel);
            if (style != Style.PLAIN) {
                boolean isWord = token.group("word") != null;
                int start = isWord ? token.start("word") : token.start();
                found.add(new Colored(start, token.end(), style));
            }
        }
        return found;
    }

    private static Style style(Matcher token, KernelView kernel) {
        if (token.group("comment") != null) {
            return Style.COMMENT;
        } else if (token.group("string") != null) {
            return Style.STRING;
        } else if (token.group("number") != null) {
            return Style.NUMBER;
        }
        String word = token.group("word");
        if (SourceVersion.isKeyword(word) || word.equals("var")) {
            return Style.KEYWORD;
        }
        return token.group("member") == null ? of(word, kernel).orElse(Style.PLAIN) : Style.PLAIN;
    }

    /** The colour of a name that Java knows. */
    static Optional<Style> of(String name, KernelView kernel) {
        return kernel.javaName(name)
                .map(
                        kind ->
                                switch (kind) {
                                    case VARIABLE -> Style.FIELD;
                                    case METHOD -> Style.FUNCTION;
                                    case TYPE -> Style.TYPE;
                                });
    }
}
