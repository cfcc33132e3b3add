// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.Column;
import io.fesh.parse.EventTail;
import io.fesh.parse.FilterTerm;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The line of the event that a picture needs. Of {@code vfs_read by count} it is {@code
 * vfs_read(count)}: where a function has no arguments of its own those are put in that are asked
 * for, and what was said of the line is said of the words that were typed.
 *
 * @param text begins with what is typed before it, up to the place where it begins
 * @param typed all that was typed
 * @param pieces what was put in, in order
 */
record WrittenLine(String text, String typed, int end, List<Piece> pieces) {

    /**
     * @param at where it was put in
     * @param about what was typed that it stands for
     */
    private record Piece(int at, String text, Span about) {}

    private static final Pattern BARE =
            Pattern.compile("([A-Za-z_][\\w.]*(?:@0x\\w+)?)(?:\\s+(?:=>|if\\b|stack\\b).*)?");
    private static final Pattern LAST_NAME = Pattern.compile("(\\w+)(?:\\s*\\[[^\\]]*\\])*\\s*$");

    private static final Set<String> FILTER_WORDS = Set.of("pid", "comm", "cpu");

    static WrittenLine of(ViewLine line, int offset, boolean stack) {
        String what = line.text(line.what());
        String before = line.line().substring(0, line.what().start());
        Matcher bare = BARE.matcher(what);
        List<Piece> pieces = new ArrayList<>();
        if (bare.matches()) {
            put(pieces, line, before.length() + bare.end(1), what);
        }
        int end = before.length() + what.length();
        if (stack && !what.matches("(?s).*\\bstack\\s*")) {
            pieces.add(new Piece(end, " stack", line.what()));
        }
        StringBuilder text = new StringBuilder(before + what);
        for (int i = pieces.size() - 1; i >= 0; i--) {
            text.insert(pieces.get(i).at(), pieces.get(i).text());
        }
        return new WrittenLine(text.toString(), line.line(), end, pieces);
    }

    private static void put(List<Piece> pieces, ViewLine line, int at, String what) {
        String open = "(";
        Span last = line.what();
        String returns = "";
        List<Word> fields = new ArrayList<>(line.fields());
        fields.addAll(filtered(line, what, at, fields));
        for (Word field : fields) {
            String name = field.text();
            if (name.equals("ret")) {
                returns = " => ret";
                last = field.span();
            } else if (name.equals("duration")) {
                returns = returns.isEmpty() ? " => void" : returns;
                last = field.span();
            } else if (Column.own(name).isEmpty()) {
                pieces.add(new Piece(at, open + name, field.span()));
                open = ", ";
            }
        }
        boolean hasReturn = what.contains("=>");
        String close = (open.equals("(") ? "()" : ")") + (hasReturn ? "" : returns);
        pieces.add(new Piece(at, close, last));
    }

    /** What the filter asks for beside that: it knows the fields of its event only. */
    private static List<Word> filtered(ViewLine line, String what, int at, List<Word> fields) {
        int start = line.what().start();
        Set<String> known = new HashSet<>(FILTER_WORDS);
        fields.forEach(field -> known.add(fieldName(field.text())));
        List<Word> found = new ArrayList<>();
        Span tail = EventTail.of(what, at - start).filter();
        for (FilterTerm term : FilterTerm.of(what, tail)) {
            Word field = term.field();
            if (known.add(field.text())) {
                found.add(new Word(field.text(), field.span().shift(start)));
            }
        }
        return found;
    }

    /** The name of the field that an argument becomes: {@code i_size} of a path to it. */
    static String fieldName(String argument) {
        int colon = argument.indexOf(':');
        Matcher name = LAST_NAME.matcher(colon < 0 ? argument : argument.substring(0, colon));
        return name.find() ? name.group(1) : argument;
    }

    /** The same error about what was typed. */
    LineError typed(LineError error) {
        return new LineError(typed, typed(error.span()), error.getMessage(), typedHint(error));
    }

    /**
     * A hint that is this line with one thing changed, as it would be typed; others as they are.
     */
    private String typedHint(LineError error) {
        String hint = error.hint();
        String verb = text.strip().split("[ \\t]", 2)[0];
        String written = pieces.stream().map(Piece::text).collect(Collectors.joining());
        if (!hint.startsWith("try: " + verb + " ")) {
            return hint;
        }
        int at = hint.indexOf(written);
        if (at >= 0) {
            return hint.substring(0, at)
                    + hint.substring(at + written.length())
                    + typed.substring(end);
        }
        return otherField(hint.substring("try: ".length()))
                .orElse("try: trace" + hint.substring("try: ".length() + verb.length()));
    }

    /** What is typed, with the field that is another in {@code better} than in this line. */
    private Optional<String> otherField(String better) {
        int shift = 0;
        for (Piece piece : pieces) {
            int from = piece.at() + shift;
            shift += piece.text().length();
            String field = typed.substring(piece.about().start(), piece.about().end());
            int start = text.indexOf(field, from);
            String before = start < 0 ? "" : text.substring(0, start).stripLeading();
            String after = start < 0 ? "" : text.substring(start + field.length());
            boolean same =
                    start >= 0
                            && start < piece.at() + shift
                            && better.length() > before.length() + after.length()
                            && better.startsWith(before)
                            && better.endsWith(after);
            if (same) {
                String other = better.substring(before.length(), better.length() - after.length());
                String begin = typed.substring(0, piece.about().start()).stripLeading();
                return Optional.of("try: " + begin + other + typed.substring(piece.about().end()));
            }
        }
        return Optional.empty();
    }

    private Span typed(Span span) {
        int shift = 0;
        for (Piece piece : pieces) {
            int from = piece.at() + shift;
            if (span.start() < from) {
                break;
            }
            if (span.start() < from + piece.text().length()) {
                return piece.about();
            }
            shift += piece.text().length();
        }
        int start = Math.max(0, span.start() - shift);
        return new Span(start, Math.max(start + 1, span.end() - shift));
    }
}
