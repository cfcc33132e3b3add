// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventView;
import io.fesh.event.FieldValue;
import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From where the hits came: their stacks as a tree, the outermost function first, functions with
 * only one caller below each other on one line.
 *
 * <pre>
 * vfs_read by stack: 1,234 hits in 5.0 s
 * 100.0%  1,234  ██████████  entry_SYSCALL_64_after_hwframe > do_syscall_64
 *  81.0%  1,000  ████████      ksys_read > vfs_read
 *  19.0%    234  ██            __x64_sys_pread64 > vfs_read
 * </pre>
 */
public final class FlameTree implements View {
    private static final String UNKNOWN = "(stack not known)";
    private static final int BAR = 10;
    private static final int INDENT = 2;
    private static final int LEAST_NAME = 12;

    /** A branch with less than this part of all hits is not drawn: one in so many. */
    private static final int SMALLEST = 200;

    private final String event;
    private final List<Column> columns;
    private final KeyCounts counts;
    private final Values values;

    /**
     * @param columns those that stand before the functions, the last is that of the stacks
     */
    public FlameTree(String event, List<Column> columns, Values values) {
        this.event = event;
        this.columns = List.copyOf(columns);
        this.counts = new KeyCounts(columns);
        this.values = values;
    }

    @Override
    public void add(EventView hit) {
        counts.add(hit);
    }

    private static final class Node {
        private final String name;
        private final Map<String, Node> inner = new LinkedHashMap<>();
        private long count;

        Node(String name) {
            this.name = name;
        }

        List<Node> largestFirst() {
            List<Node> list = new ArrayList<>(inner.values());
            list.sort(Comparator.comparingLong((Node node) -> -node.count));
            return list;
        }
    }

    private Node tree() {
        Node root = new Node("");
        for (KeyCounts.Key key : counts.sorted()) {
            root.count += key.count();
            Node node = root;
            for (String name : path(key)) {
                node = node.inner.computeIfAbsent(name, Node::new);
                node.count += key.count();
            }
        }
        return root;
    }

    /** From the outermost on. */
    private List<String> path(KeyCounts.Key key) {
        List<String> path = new ArrayList<>();
        int last = columns.size() - 1;
        for (int i = 0; i < last; i++) {
            path.add(values.text(columns.get(i), key.values().get(i)));
        }
        List<Long> frames =
                key.values().get(last) instanceof FieldValue.Stack stack
                        ? stack.frames()
                        : List.of();
        for (int i = frames.size() - 1; i >= 0; i--) {
            path.add(Quoting.visible(values.function(frames.get(i))));
        }
        if (frames.isEmpty()) {
            path.add(UNKNOWN);
        }
        return path;
    }

    @Override
    public List<StyledText> draw(Canvas canvas, long nanos) {
        List<StyledText> lines = new ArrayList<>();
        String by = String.join(", ", columns.stream().map(Column::name).toList());
        lines.add(Title.line(event, by, counts.hits(), nanos, canvas.width()));
        Node root = tree();
        for (Node node : root.largestFirst()) {
            draw(lines, node, 0, canvas);
        }
        if (lines.size() > canvas.height()) {
            return lines.subList(0, canvas.height());
        }
        return lines;
    }

    private void draw(List<StyledText> lines, Node top, int depth, Canvas canvas) {
        List<String> chain = new ArrayList<>(List.of(top.name));
        Node node = top;
        while (node.inner.size() == 1 && only(node).count == node.count) {
            node = only(node);
            chain.add(node.name);
        }
        String share = share(top.count);
        String number = Numbers.grouped(top.count);
        int widest = Numbers.grouped(counts.hits()).length();
        String left = " ".repeat(6 - share.length()) + share + "  ";
        left += " ".repeat(widest - number.length()) + number + "  ";
        String bar = Bars.bar(top.count, counts.hits(), BAR, canvas.unicode());
        boolean barred = canvas.width() >= left.length() + BAR + 2 + LEAST_NAME;
        int before = left.length() + (barred ? BAR + 2 : 0);
        // a stack can be deeper than a terminal is wide
        int indent = Math.min(depth * INDENT, Math.max(0, canvas.width() - before - LEAST_NAME));
        List<String> names = chained(chain, canvas.width() - before - indent);
        for (int i = 0; i < names.size(); i++) {
            StyledText.Builder line = StyledText.builder();
            if (i == 0) {
                line.add(Style.NUMBER, left);
                line.add(Style.STRING, barred ? bar : "");
                line.add(" ".repeat(barred ? BAR - bar.length() + 2 : 0));
            } else {
                line.add(" ".repeat(before));
            }
            line.add(" ".repeat(indent));
            lines.add(Title.cut(line.add(names.get(i)).build(), canvas.width()));
        }
        inner(lines, node, depth + 1, canvas, before);
    }

    private void inner(List<StyledText> lines, Node node, int depth, Canvas canvas, int before) {
        long hidden = 0;
        int branches = 0;
        for (Node each : node.largestFirst()) {
            if (each.count * SMALLEST < counts.hits()) {
                hidden += each.count;
                branches++;
            } else {
                draw(lines, each, depth, canvas);
            }
        }
        if (branches > 0) {
            String rest = "... " + branches + " more, " + Numbers.count(hidden, "hit", "hits");
            String indented = " ".repeat(before + depth * INDENT) + rest;
            lines.add(Title.cut(StyledText.of(Style.DIM, indented), canvas.width()));
        }
    }

    private static Node only(Node node) {
        return node.inner.values().iterator().next();
    }

    private String share(long count) {
        long tenths = Math.round(1000.0 * count / Math.max(1, counts.hits()));
        return tenths / 10 + "." + tenths % 10 + "%";
    }

    /** {@code a > b > c}, on as many lines as it needs. */
    private static List<String> chained(List<String> names, int width) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            pieces.add(i < names.size() - 1 ? names.get(i) + " >" : names.get(i));
        }
        return Wrapping.words(pieces, Math.max(1, width), " ");
    }

    /** {@code outermost;...;innermost 12}. */
    @Override
    public List<String> folded() {
        List<String> lines = new ArrayList<>();
        for (KeyCounts.Key key : counts.sorted()) {
            String path =
                    String.join(
                            ";", path(key).stream().map(name -> name.replace(';', ':')).toList());
            lines.add(path + " " + key.count());
        }
        return lines;
    }

    @Override
    public List<String> objects(long nanos) {
        List<String> objects = new ArrayList<>();
        for (KeyCounts.Key key : counts.sorted()) {
            StringBuilder out = new StringBuilder("{\"flame\":").append(Json.string(event));
            out.append(",\"count\":").append(key.count());
            out.append(",\"of\":").append(counts.hits());
            int last = columns.size() - 1;
            for (int i = 0; i < last; i++) {
                out.append(",").append(Json.string(columns.get(i).name())).append(':');
                out.append(values.json(columns.get(i), key.values().get(i)));
            }
            out.append(",\"stack\":");
            out.append(values.json(columns.get(last), key.values().get(last)));
            objects.add(out.append('}').toString());
        }
        return objects;
    }

    @Override
    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("count,stack");
        for (KeyCounts.Key key : counts.sorted()) {
            lines.add(Csv.line(List.of(Long.toString(key.count()), String.join(";", path(key)))));
        }
        return lines;
    }
}
