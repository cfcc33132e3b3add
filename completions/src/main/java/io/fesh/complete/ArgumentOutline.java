// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.complete.EventOutline.Place;
import io.fesh.complete.EventOutline.Role;
import io.fesh.parse.EventLine;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The arguments of an event's line, token by token: the one that was last begun. */
final class ArgumentOutline {
    private static final Set<String> TYPES = new HashSet<>(EventLine.TYPES);
    private static final Set<String> SORTS = Set.of("struct", "union", "enum", "unsigned", "const");

    private final List<String> names;
    private boolean typed;
    private boolean named;
    private String before = "";
    private Place place = Place.ARGUMENT;

    /**
     * @param names where those go that the fields will have
     */
    ArgumentOutline(List<String> names) {
        this.names = names;
    }

    /** Whether it has a type, but no name yet. */
    boolean isTyped() {
        return typed && !named;
    }

    /** What is expected behind the token that was read last. */
    Place place() {
        return place;
    }

    /** What a token is; nothing if it stands between arguments. */
    Optional<Role> read(String text) {
        Optional<Role> role = Optional.empty();
        if (text.equals(",") || text.equals("|")) {
            place = Place.ARGUMENT;
            typed = false;
            named = false;
        } else {
            place = Place.FREE;
            role = Optional.of(role(text));
        }
        before = text;
        return role;
    }

    private Role role(String text) {
        char first = text.charAt(0);
        if (Character.isDigit(first)) {
            return Role.NUMBER;
        } else if (Character.isLetter(first) || first == '_') {
            return word(text);
        } else if (first == '"') {
            return Role.STRING;
        }
        place =
                switch (text) {
                    case "->", "." -> Place.MEMBER;
                    case ":" -> Place.TYPE;
                    default -> Place.FREE;
                };
        return Role.OPERATOR;
    }

    private Role word(String text) {
        if (before.equals("->") || before.equals(".")) {
            if (named) {
                names.remove(names.size() - 1);
            }
            return name(text, Role.MEMBER);
        } else if (before.equals("$")) {
            return Role.SYMBOL;
        } else if (before.equals(":")) {
            return Role.TYPE;
        } else if (text.equals("NULL")) {
            return Role.KEYWORD;
        } else if (SORTS.contains(text) || !named && !typed && TYPES.contains(text)) {
            typed = !SORTS.contains(text);
            place = typed ? Place.ARGUMENT : Place.TYPE;
            return Role.TYPE;
        } else if (SORTS.contains(before) && !before.equals("unsigned")) {
            return Role.TYPE;
        }
        return name(text, typed || named ? Role.NAME : Role.PARAMETER);
    }

    private Role name(String text, Role role) {
        named = true;
        names.add(text);
        return role;
    }
}
