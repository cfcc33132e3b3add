// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands at the end of a piece of Java: signatures, each followed by what the API says of it.
 */
final class Explanation {
    /** {@code Live<R> Live<T>.<R>map(...)}, {@code Fesh.kernel:Kernel}. */
    private static final Pattern MEMBER =
            Pattern.compile("(\\w+)(?:<[^()]*>)?\\.(?:<[^()]*>)?(\\w+)[(:]");

    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private Explanation() {}

    /** Of a name at the end, or of the method whose parenthesis has just been opened. */
    static List<String> of(Engine engine, ApiDocs docs, String source) {
        String text = source.stripTrailing();
        if (text.endsWith("()")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.endsWith("(")) {
            return signatures(engine, docs, text);
        }
        List<String> lines = new ArrayList<>(signatures(engine, docs, text));
        lines.addAll(signatures(engine, docs, text + "("));
        return lines;
    }

    private static List<String> signatures(Engine engine, ApiDocs docs, String source) {
        SourceCodeAnalysis analysis = engine.shell().sourceCodeAnalysis();
        List<String> lines = new ArrayList<>();
        for (Documentation each : analysis.documentation(source, source.length(), false)) {
            String signature = PACKAGES.matcher(each.signature()).replaceAll("");
            lines.add(signature);
            Matcher name = MEMBER.matcher(signature);
            if (name.find()) {
                docs.text(name.group(1), name.group(2)).ifPresent(text -> lines.add("  " + text));
            }
        }
        return lines;
    }
}
