// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.render.Style;

import java.util.List;

/** A value as it is to be shown: read, formatted, and not laid out yet. */
sealed interface Shown {

    /** Whether nothing but zeros was there. */
    boolean zero();

    /** The type, as the cast before it; empty for what has none. */
    String type();

    /**
     * One value.
     *
     * @param cast whether its type is shown inside of structs, too
     */
    record Leaf(String type, boolean cast, String text, Style style, String json, boolean zero)
            implements Shown {}

    /** An array of values of one line each. */
    record Row(String type, List<Leaf> items, long more, boolean zero) implements Shown {
        public Row {
            items = List.copyOf(items);
        }
    }

    /**
     * A struct, a union, or an array of them.
     *
     * @param more elements that are not shown
     */
    record Group(String type, boolean array, List<Part> parts, long more, boolean zero)
            implements Shown {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /**
     * @param name of a member, or the index of an element
     */
    record Part(String name, Shown shown) {}
}
