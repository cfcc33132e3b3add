// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Place;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pieces of a filter.
 *
 * @param fields of the event, and what each is
 * @param stack whether the line can go on with it
 */
record FilterCandidates(Map<String, String> fields, boolean stack) {

    void offer(Place place, CursorContext at, Candidates to) {
        switch (place) {
            case FILTER_FIELD -> to.words(at, allFields());
            case FILTER_OPERATOR -> to.words(at, operators());
            case FILTER_JOIN -> to.words(at, joints());
            default -> {}
        }
    }

    private Map<String, String> allFields() {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("pid", "the thread");
        all.putIfAbsent("comm", "the name of the thread");
        all.putIfAbsent("cpu", "the CPU");
        return all;
    }

    private static Map<String, String> operators() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("==", "equal");
        all.put("!=", "not equal");
        all.put("<", "less");
        all.put("<=", "less or equal");
        all.put(">", "greater");
        all.put(">=", "greater or equal");
        all.put("&", "has bits of");
        all.put("~", "text that fits a pattern: \"*.c\"");
        return all;
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
