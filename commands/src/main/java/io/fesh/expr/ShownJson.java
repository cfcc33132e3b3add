// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Shown.Group;
import io.fesh.expr.Shown.Leaf;
import io.fesh.expr.Shown.Part;
import io.fesh.expr.Shown.Row;
import io.fesh.render.Json;

import java.util.StringJoiner;

/** Values for programs: nothing is folded, structs are objects. */
final class ShownJson {
    private ShownJson() {}

    static String of(Shown shown) {
        if (shown instanceof Leaf leaf) {
            return leaf.json();
        } else if (shown instanceof Row row) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            row.items().forEach(item -> items.add(item.json()));
            return items.toString();
        }
        Group group = (Group) shown;
        return group.type().isEmpty() ? sequence(group) : struct(group);
    }

    private static String struct(Group group) {
        StringJoiner parts =
                group.array() ? new StringJoiner(",", "[", "]") : new StringJoiner(",", "{", "}");
        for (Part part : group.parts()) {
            String value = of(part.shown());
            parts.add(group.array() ? value : Json.string(part.name()) + ":" + value);
        }
        return parts.toString();
    }

    /** With the index of each, for those of a tree have gaps. */
    private static String sequence(Group group) {
        StringJoiner parts = new StringJoiner(",", "[", "]");
        for (Part part : group.parts()) {
            String index = part.name().substring(1, part.name().length() - 1);
            parts.add("{\"index\":" + index + ",\"value\":" + of(part.shown()) + "}");
        }
        return parts.toString();
    }
}
