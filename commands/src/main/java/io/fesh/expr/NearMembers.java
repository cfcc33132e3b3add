// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.kernel.CType;
import io.fesh.parse.Suggestions;

import java.util.ArrayList;
import java.util.List;

/** Members of a struct that may have been meant by a name that none of them has. */
public final class NearMembers {
    /** Members that are looked into for one of the wanted name. */
    private static final int SEARCHED = 1000;

    private NearMembers() {}

    /** At most {@code most}: paths on which a member has just this name, then names like it. */
    public static List<String> of(CType type, String name, int most) {
        List<CType.Member> members =
                type.members().stream().filter(each -> !each.name().isEmpty()).toList();
        List<String> near = new ArrayList<>();
        for (CType.Member each : members.subList(0, Math.min(SEARCHED, members.size()))) {
            if (each.type().kind().isComposite() && each.type().member(name).isPresent()) {
                near.add(each.name() + '.' + name);
            }
        }
        near.addAll(
                Suggestions.near(name, members.stream().map(CType.Member::name).toList(), most));
        return near.subList(0, Math.min(most, near.size()));
    }

    /** What to type where none is near: the type as a whole. */
    public static String lookUp(CType type) {
        String spelling = type.spelling().replaceAll("\\b(const|volatile) ", "").strip();
        boolean named = type.kind().isComposite() && spelling.matches("(?:\\w+ )?\\w+");
        return named ? "try: ptype " + spelling : "";
    }
}
