// SPDX-License-Identifier: Apache-2.0
package io.fesh.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comparison of a filter, however wrong the rest is: {@code flags & O_CREAT}. What stands in
 * quotes is text and none of this is looked for in it.
 *
 * @param operator empty if none follows
 * @param values what bars separate, in {@code O_RDWR|O_CREAT}; empty if it is text, or missing
 */
public record FilterTerm(Word field, Word operator, List<Word> values) {
    private static final String VALUE = "-?[\\w.]+";
    private static final Pattern TERM =
            Pattern.compile(
                    "\"[^\"]*\"?|'[^']*'?|([A-Za-z_]\\w*)\\s*"
                            + "((?:==|!=|<=|>=|!~|[=<>~]|&(?!&))?)\\s*"
                            + ("((?:" + VALUE + "(?:\\s*\\|(?!\\|)\\s*" + VALUE + ")*)?)"));
    private static final Pattern ONE = Pattern.compile(VALUE);

    public FilterTerm {
        values = List.copyOf(values);
    }

    /** The comparisons in a part of a line. */
    public static List<FilterTerm> of(String line, Span filter) {
        List<FilterTerm> terms = new ArrayList<>();
        Matcher term = TERM.matcher(line).region(filter.start(), filter.end());
        while (term.find()) {
            if (term.group(1) != null) {
                int end = term.end(2);
                boolean compared = term.start(2) < end;
                terms.add(
                        new FilterTerm(
                                word(term, 1),
                                word(term, 2),
                                compared ? values(line, term) : List.of()));
                term.region(compared ? term.end() : term.end(1), filter.end());
            }
        }
        return terms;
    }

    private static List<Word> values(String line, Matcher term) {
        List<Word> values = new ArrayList<>();
        Matcher one = ONE.matcher(line).region(term.start(3), term.end(3));
        while (one.find()) {
            values.add(word(one, 0));
        }
        return values;
    }

    private static Word word(Matcher m, int group) {
        return new Word(m.group(group), new Span(m.start(group), m.end(group)));
    }

    /** From the field to the last value. */
    public Span span() {
        Span last = values.isEmpty() ? operator.span() : values.get(values.size() - 1).span();
        return new Span(field.span().start(), Math.max(field.span().end(), last.end()));
    }
}
