// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Place;
import io.fesh.complete.EventOutline.Role;

import java.util.Set;

/** The comparisons of a filter, token by token: the one that was last begun. */
final class FilterOutline {
    private static final Set<String> COMPARISONS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "&", "~");

    private String field = "";
    private String operator = "";
    private boolean joined;
    private Place place = Place.FILTER_FIELD;

    String field() {
        return field;
    }

    /** Behind the field; empty if there is none yet. */
    String operator() {
        return operator;
    }

    /** Whether a value stands before, and a bar behind it. */
    boolean isJoined() {
        return joined;
    }

    /** What is expected behind the token that was read last. */
    Place place() {
        return place;
    }

    /**
     * @param before what was expected where the token stands
     */
    Role read(String text, Place before) {
        char first = text.charAt(0);
        boolean word = Character.isLetter(first) || first == '_';
        place = before;
        if (COMPARISONS.contains(text)) {
            operator = text;
            return then(Role.OPERATOR, Place.FILTER_VALUE);
        } else if (text.equals("&&") || text.equals("||")) {
            return then(Role.OPERATOR, Place.FILTER_FIELD);
        } else if (text.equals("|") && before == Place.FILTER_JOIN) {
            joined = true;
            return then(Role.OPERATOR, Place.FILTER_VALUE);
        } else if (word && before == Place.FILTER_FIELD) {
            field = text;
            operator = "";
            joined = false;
            return then(Role.FILTER_FIELD, Place.FILTER_OPERATOR);
        } else if (Character.isDigit(first) || word && before == Place.FILTER_VALUE) {
            return then(Role.NUMBER, Place.FILTER_JOIN);
        } else if (word || first == '"') {
            return then(Role.STRING, Place.FILTER_JOIN);
        }
        return Role.OPERATOR;
    }

    private Role then(Role role, Place next) {
        place = next;
        return role;
    }
}
