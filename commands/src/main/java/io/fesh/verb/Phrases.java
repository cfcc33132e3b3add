// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.render.Numbers;

import java.util.List;

/** Pieces of sentences that several verbs say to the user. */
final class Phrases {

    /** A longer line is not repeated in a hint. */
    static final int LONGEST_HINT = 240;

    private static final int LONGEST_NAME = 60;

    private Phrases() {}

    /** Something typed, short enough for a sentence. */
    static String name(String typed) {
        if (typed.length() <= LONGEST_NAME) {
            return typed;
        }
        int end = typed.offsetByCodePoints(0, typed.codePointCount(0, LONGEST_NAME));
        return typed.substring(0, end) + "...";
    }

    /** {@code a, b or c}. */
    static String oneOf(List<String> names) {
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** Of hits that newer ones took the place of, while the kept ones were walked over. */
    static String overwritten(long hits) {
        return Numbers.count(hits, "older one was", "older ones were") + " overwritten meanwhile";
    }
}
