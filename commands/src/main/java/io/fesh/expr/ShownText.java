// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Shown.Group;
import io.fesh.expr.Shown.Leaf;
import io.fesh.expr.Shown.Part;
import io.fesh.expr.Shown.Row;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.List;

/**
 * Values as an indented tree: one line for what fits on it, members that are zero counted at the
 * end, equal neighbours in arrays told once.
 */
final class ShownText {
    private static final String INDENT = "    ";

    /** A struct stays on one line up to this many columns. */
    private static final int ONE_LINE = 64;

    private static final int MOST_ON_A_LINE = 4;

    /** Fewer equal neighbours are shown one by one. */
    private static final int REPEATED = 4;

    private final boolean zeros;
    private final List<StyledText> lines = new ArrayList<>();
    private StyledText.Builder line = StyledText.builder();

    private ShownText(boolean zeros) {
        this.zeros = zeros;
    }

    /**
     * @param stamp what is said behind the first line; empty for nothing
     */
    static List<StyledText> lines(Shown shown, boolean zeros, String stamp) {
        ShownText text = new ShownText(zeros);
        boolean sequence = shown.type().isEmpty() && shown instanceof Group;
        if (sequence) {
            text.elements((Group) shown, "");
        } else {
            text.value(shown, "", true);
            text.end();
        }
        if (!stamp.isEmpty()) {
            int at = sequence ? text.lines.size() - 1 : 0;
            text.lines.set(at, stamped(text.lines.get(at), stamp));
        }
        return text.lines;
    }

    private static StyledText stamped(StyledText line, String stamp) {
        StyledText.Builder with = StyledText.builder();
        line.pieces().forEach(piece -> with.add(piece.style(), piece.text()));
        return with.add(Style.DIM, "  " + stamp).build();
    }

    private void end() {
        lines.add(line.build());
        line = StyledText.builder();
    }

    private void cast(Shown shown) {
        if (!shown.type().isEmpty()) {
            line.add(Style.DIM, "(" + Quoting.visible(shown.type()) + ") ");
        }
    }

    private void value(Shown shown, String indent, boolean typed) {
        if (shown instanceof Leaf leaf) {
            if (typed || leaf.cast()) {
                cast(leaf);
            }
            line.add(leaf.style(), leaf.text());
            return;
        }
        if (typed) {
            cast(shown);
        }
        List<StyledText> items = shown instanceof Row row ? items(row) : inline((Group) shown);
        if (items != null && width(items) + indent.length() <= ONE_LINE) {
            line.add("{");
            join(items);
            line.add("}");
        } else if (shown instanceof Row) {
            wrapped(items, indent);
        } else {
            Group group = (Group) shown;
            line.add("{");
            end();
            elements(group, indent + INDENT);
            line.add(indent + "}");
        }
    }

    private static int width(List<StyledText> items) {
        return items.stream().mapToInt(item -> item.text().length() + 2).sum();
    }

    private void join(List<StyledText> items) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                line.add(", ");
            }
            items.get(i).pieces().forEach(piece -> line.add(piece.style(), piece.text()));
        }
    }

    /** Elements of an array, equal neighbours folded. */
    private static List<StyledText> items(Row row) {
        List<StyledText> items = new ArrayList<>();
        List<Leaf> leaves = row.items();
        for (int at = 0; at < leaves.size(); ) {
            Leaf leaf = leaves.get(at);
            int same = 1;
            while (at + same < leaves.size() && leaves.get(at + same).text().equals(leaf.text())) {
                same++;
            }
            int shown = same < REPEATED ? same : 1;
            for (int i = 0; i < shown; i++) {
                StyledText.Builder item = StyledText.builder().add(leaf.style(), leaf.text());
                if (shown < same) {
                    item.add(Style.DIM, " (" + Numbers.grouped(same) + " times)");
                }
                items.add(item.build());
            }
            at += same;
        }
        if (row.more() > 0) {
            items.add(StyledText.of(Style.DIM, "... " + Numbers.grouped(row.more()) + " more"));
        }
        return items;
    }

    private void wrapped(List<StyledText> items, String indent) {
        line.add("{");
        end();
        line.add(indent + INDENT);
        int column = 0;
        for (int i = 0; i < items.size(); i++) {
            StyledText item = items.get(i);
            if (column > 0 && column + item.text().length() > ONE_LINE) {
                end();
                line.add(indent + INDENT);
                column = 0;
            }
            item.pieces().forEach(piece -> line.add(piece.style(), piece.text()));
            line.add(i + 1 < items.size() ? ", " : "");
            column += item.text().length() + 2;
        }
        end();
        line.add(indent + "}");
    }

    /** The members of a struct that may stay on one line; null if it may not. */
    private List<StyledText> inline(Group group) {
        List<StyledText> items = new ArrayList<>();
        int folded = 0;
        for (Part part : group.parts()) {
            if (folds(part, group)) {
                folded++;
                continue;
            }
            if (group.array() || items.size() == MOST_ON_A_LINE) {
                return null;
            }
            StyledText.Builder item = StyledText.builder();
            item.add(Style.FIELD, Quoting.visible(part.name())).add(": ");
            if (part.shown() instanceof Leaf leaf) {
                if (leaf.cast()) {
                    item.add(Style.DIM, "(" + Quoting.visible(leaf.type()) + ") ");
                }
                item.add(leaf.style(), leaf.text());
            } else if (part.shown() instanceof Group inner) {
                List<StyledText> inside = inline(inner);
                if (inside == null) {
                    return null;
                }
                item.add("{");
                ShownText nested = new ShownText(zeros);
                nested.join(inside);
                nested.line.build().pieces().forEach(p -> item.add(p.style(), p.text()));
                item.add("}");
            } else {
                return null;
            }
            items.add(item.build());
        }
        if (folded > 0) {
            items.add(StyledText.of(Style.DIM, folded(folded, group)));
        }
        return items;
    }

    /** Zeros are folded, but for one that would take as much room as the line about it. */
    private boolean folds(Part part, Group group) {
        return !zeros && part.shown().zero() && group.parts().size() > 1;
    }

    private static String folded(int count, Group group) {
        String one = group.array() ? "zero element" : "zero field";
        return "...: " + Numbers.count(count, one, one + "s");
    }

    private void elements(Group group, String indent) {
        boolean sequence = group.type().isEmpty();
        int folded = 0;
        for (Part part : group.parts()) {
            if (!sequence && folds(part, group)) {
                folded++;
                continue;
            }
            line.add(indent).add(sequence ? Style.DIM : Style.FIELD, Quoting.visible(part.name()));
            line.add(sequence ? " " : ": ");
            value(part.shown(), indent, sequence);
            end();
        }
        if (folded > 0) {
            line.add(indent).add(Style.DIM, folded(folded, group));
            end();
        }
        if (group.more() > 0) {
            line.add(indent)
                    .add(Style.DIM, "... " + Numbers.grouped(group.more()) + " more: -elements N");
            end();
        }
    }
}
