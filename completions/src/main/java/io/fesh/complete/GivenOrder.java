// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.names.NamePattern;

import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the candidates as they come: the sources have chosen and ranked them already, and only what
 * is typed while they are shown makes them fewer. What is inserted is what all those begin with
 * that begin with what was typed.
 */
public final class GivenOrder implements CompletionMatcher {
    private String typed = "";
    private List<Candidate> matches = List.of();

    @Override
    public void compile(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            String originalGroupName) {
        typed = line.word().substring(0, line.wordCursor());
    }

    @Override
    public List<Candidate> matches(List<Candidate> candidates) {
        matches = new ArrayList<>(candidates);
        NamePattern pattern = NamePattern.of(typed);
        matches.removeIf(candidate -> pattern.fit(candidate.value()) == NamePattern.NONE);
        return matches;
    }

    @Override
    public Candidate exactMatch() {
        return matches.stream().filter(c -> c.value().equals(typed)).findFirst().orElse(null);
    }

    @Override
    public String getCommonPrefix() {
        String common = null;
        for (Candidate candidate : matches) {
            if (!candidate.value().startsWith(typed)) {
                continue;
            }
            common = common == null ? candidate.value() : common(common, candidate.value());
        }
        return common == null ? "" : common;
    }

    private static String common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return a.substring(0, length);
    }
}
