// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.Meaning;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.parse.FilterTerm;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;
import io.fesh.parse.Suggestions;
import io.fesh.parse.Word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A filter in which values are called as they are shown, written with the numbers that are
 * recorded. What it does not know it leaves to the kernel, which refuses it best.
 */
public final class FilterLowering {
    /** Words that are told when none is near the one that was typed. */
    private static final int TOLD = 6;

    private static final Set<String> RANGES = Set.of("<", "<=", ">", ">=");
    private static final Pattern WORD = Pattern.compile("-?[A-Za-z_]\\w*");

    private final String line;
    private final List<FilterField> fields;
    private final Optional<KernelTypes> types;

    /**
     * @param line as typed
     * @param fields that the event has, beside pid, comm and cpu
     */
    public FilterLowering(String line, List<FilterField> fields, Optional<KernelTypes> types) {
        this.line = line;
        this.fields = fields;
        this.types = types;
    }

    /** Whether a filter has words for numbers, whose meaning the types may have to tell. */
    public static boolean hasWords(String line, Span filter) {
        return FilterTerm.of(line, filter).stream()
                .flatMap(term -> term.values().stream())
                .anyMatch(value -> WORD.matcher(value.text()).matches());
    }

    /**
     * @param whole the part of the line that is written
     * @param filter where in it the filter stands
     */
    public void write(Span whole, Span filter, RewrittenLine.Writer to)
            throws LineError, TargetException {
        int written = whole.start();
        for (FilterTerm term : FilterTerm.of(line, filter)) {
            Optional<Numbers> numbers = numbers(term);
            if (numbers.isPresent()) {
                to.verbatim(new Span(written, numbers.get().from()));
                to.part(numbers.get().text(), values(term));
                written = term.span().end();
            }
        }
        to.verbatim(new Span(written, whole.end()));
    }

    /**
     * What stands for the end of a comparison.
     *
     * @param from where it begins: at the values or, if it stands for all of it, at the field
     */
    private record Numbers(int from, String text) {}

    private static Span values(FilterTerm term) {
        return new Span(term.values().get(0).span().start(), term.span().end());
    }

    /** The comparison with numbers; empty if it is the kernel's as it stands. */
    private Optional<Numbers> numbers(FilterTerm term) throws LineError, TargetException {
        // as in the kernel the first of equal names counts
        Optional<FilterField> known =
                fields.stream().filter(f -> f.name().equals(term.field().text())).findFirst();
        if (known.isEmpty() || term.values().isEmpty() || !known.get().isNumber()) {
            return Optional.empty();
        }
        FilterField field = known.get();
        if (field.isNetworkOrder()) {
            return networkOrder(term, field);
        }
        FilterWords words = new FilterWords(field, types);
        List<Meaning.Flag> meant = new ArrayList<>();
        for (Word value : term.values()) {
            Optional<Meaning.Flag> word = words.find(value.text());
            if (word.isEmpty() && FilterWords.number(value.text()).isEmpty()) {
                unknown(field, words, value);
                return Optional.empty();
            }
            word.or(() -> FilterWords.number(value.text()).map(n -> new Meaning.Flag("", n, n)))
                    .ifPresent(meant::add);
        }
        boolean bits = term.operator().text().equals("&");
        if (meant.size() > 1) {
            checkJoined(term, meant, bits);
        } else if (meant.get(0).name().isEmpty()) {
            return Optional.empty();
        } else if (bits && FilterWords.sharesBits(meant.get(0))) {
            String among = FilterWords.among(field, meant.get(0));
            return Optional.of(new Numbers(term.span().start(), among));
        }
        long together = meant.stream().mapToLong(Meaning.Flag::value).reduce(0, (x, y) -> x | y);
        return Optional.of(new Numbers(values(term).start(), words.text(together)));
    }

    /**
     * Bars stand between bits: of numbers, and of bits among which another word is, there is one.
     */
    private void checkJoined(FilterTerm term, List<Meaning.Flag> meant, boolean bits)
            throws LineError {
        String field = term.field().text() + ' ' + term.operator().text() + ' ';
        for (int i = 0; i < meant.size(); i++) {
            Word value = term.values().get(i);
            if (meant.get(i).mask() == FilterField.WHOLE) {
                String or = term.operator().text().equals("!=") ? " && " : " || ";
                throw error(
                        value.span(),
                        value.text() + " is no bit, and bars join bits",
                        "try: "
                                + with(
                                        term.span(),
                                        term.values().stream()
                                                .map(each -> field + each.text())
                                                .collect(Collectors.joining(or, "(", ")"))));
            } else if (bits && FilterWords.sharesBits(meant.get(i))) {
                throw error(
                        value.span(),
                        value.text() + " shares its bits with other words: '&' looks for it alone",
                        "try: " + with(values(term), value.text()));
            }
        }
    }

    private Optional<Numbers> networkOrder(FilterTerm term, FilterField field) throws LineError {
        String operator = term.operator().text();
        if (RANGES.contains(operator)) {
            throw error(
                    term.operator().span(),
                    field.name() + " is recorded in network order, which '" + operator + "' is not",
                    "try: " + with(term.operator().span(), "=="));
        }
        Optional<Long> value = FilterWords.ofNetwork(field, term.values().get(0).text());
        return value.filter(v -> term.values().size() == 1)
                .map(v -> new Numbers(values(term).start(), "0x" + Long.toHexString(v)));
    }

    /** The same back: a filter as the kernel has it, in words where they are known. */
    public static String inWords(String filter, List<FilterField> fields) {
        StringBuilder text = new StringBuilder();
        int written = 0;
        for (FilterTerm term : FilterTerm.of(filter, new Span(0, filter.length()))) {
            Optional<String> word =
                    fields.stream()
                            .filter(field -> field.name().equals(term.field().text()))
                            .findFirst()
                            .filter(field -> term.values().size() == 1)
                            .flatMap(field -> FilterWords.shown(field, term));
            if (word.isPresent()) {
                text.append(filter, written, values(term).start()).append(word.get());
                written = term.span().end();
            }
        }
        return text.append(filter, written, filter.length()).toString();
    }

    /** Silent where it may be whatever the kernel has to say. */
    private void unknown(FilterField field, FilterWords words, Word value)
            throws LineError, TargetException {
        String text = value.text();
        if (!WORD.matcher(text).matches()) {
            return;
        }
        if (words.find("-" + text).isPresent()) {
            throw error(
                    value.span(),
                    "errors are negative in " + field.name() + ", and " + text + " is not",
                    "try: " + with(value.span(), "-" + text));
        }
        List<String> names = field.words().stream().map(Meaning.Flag::name).toList();
        List<String> near = Suggestions.near(text, names, 1);
        if (names.isEmpty() || near.isEmpty() && field.isPlain()) {
            return;
        }
        boolean all = names.size() <= TOLD;
        throw error(
                value.span(),
                text + " is no value of " + field.name(),
                near.isEmpty()
                        ? "it has "
                                + String.join(", ", names.subList(0, all ? names.size() : TOLD))
                                + (all ? "" : ", ...")
                        : "try: " + with(value.span(), near.get(0)));
    }

    private String with(Span span, String word) {
        return (line.substring(0, span.start()) + word + line.substring(span.end())).strip();
    }

    private LineError error(Span span, String message, String hint) {
        return new LineError(line, span, message, hint);
    }
}
