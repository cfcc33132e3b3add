// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.Meaning;
import io.fesh.lower.FilterField;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pieces of a filter.
 *
 * @param fields of the event, and what each is
 * @param known those of which it is known how they are compared
 * @param stack whether the line can go on with it
 */
record FilterCandidates(Map<String, String> fields, List<FilterField> known, boolean stack) {
    private static final FilterField COMM = new FilterField("comm", "string", Meaning.NONE);

    void offer(EventOutline outline, CursorContext at, Candidates to) {
        switch (outline.place()) {
            case FILTER_FIELD -> to.words(at, allFields());
            case FILTER_OPERATOR -> to.words(at, operators(field(outline)));
            case FILTER_VALUE -> to.words(at, values(outline));
            case FILTER_JOIN -> to.words(at, joints());
            default -> {}
        }
    }

    private Map<String, String> allFields() {
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (FilterField field : known) {
            if (!field.isNumber() && !field.isText()) {
                all.remove(field.name());
            }
        }
        all.putIfAbsent("pid", "the thread");
        all.putIfAbsent("comm", "the name of the thread");
        all.putIfAbsent("cpu", "the CPU");
        return all;
    }

    private Optional<FilterField> field(EventOutline outline) {
        String name = outline.filter().field();
        return known.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> name.equals("comm") ? Optional.of(COMM) : Optional.empty());
    }

    private static Map<String, String> operators(Optional<FilterField> field) {
        boolean text = field.isEmpty() || field.get().isText();
        boolean number = field.isEmpty() || field.get().isNumber();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("==", "equal");
        all.put("!=", "not equal");
        if (number && field.filter(FilterField::isNetworkOrder).isEmpty()) {
            all.put("<", "less");
            all.put("<=", "less or equal");
            all.put(">", "greater");
            all.put(">=", "greater or equal");
        }
        if (number) {
            all.put("&", "has bits of");
        }
        if (text) {
            all.put("~", "text that fits a pattern: \"*.c\"");
            all.put("!~", "text that does not");
        }
        return all;
    }

    /** What the values of the field are called. */
    private Map<String, String> values(EventOutline outline) {
        Map<String, String> all = new LinkedHashMap<>();
        field(outline)
                .map(
                        field ->
                                field.wordsBehind(
                                        outline.filter().operator(), !outline.filter().isJoined()))
                .orElse(List.of())
                .forEach(word -> all.put(word.name(), number(word)));
        return all;
    }

    private static String number(Meaning.Flag word) {
        boolean bits = word.mask() == word.value() && word.value() > 0;
        return bits ? "0x" + Long.toHexString(word.value()) : Long.toString(word.value());
    }

    private Map<String, String> joints() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("&&", "and");
        all.put("||", "or");
        if (stack) {
            all.put("stack", "the kernel stack of each hit");
        }
        return all;
    }
}
