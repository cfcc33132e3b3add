// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.LineColors.Colored;
import io.fesh.render.Style;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

/** The pieces of a line of Java that can be told without its compiler. */
final class JavaColors {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?<comment>//.*|/\\*.*?(?:\\*/|$))"
                            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)*'?)"
                            + "|(?<number>\\b[0-9][\\w.]*)"
                            + "|(?<word>[A-Za-z_$][\\w$]*)");

    private JavaColors() {}

    static List<Colored> of(String line, int from) {
        List<Colored> found = new ArrayList<>();
        Matcher token = TOKEN.matcher(line).region(from, line.length());
        while (token.find()) {
            Style style = style(token);
            if (style != Style.PLAIN) {
                found.add(new Colored(token.start(), token.end(), style));
            }
        }
        return found;
    }

    private static Style style(Matcher token) {
        if (token.group("comment") != null) {
            return Style.COMMENT;
        } else if (token.group("string") != null) {
            return Style.STRING;
        } else if (token.group("number") != null) {
            return Style.NUMBER;
        }
        String word = token.group("word");
        return SourceVersion.isKeyword(word) || word.equals("var") ? Style.KEYWORD : Style.PLAIN;
    }
}
