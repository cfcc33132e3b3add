// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.render.Json;
import io.fesh.render.Numbers;
import io.fesh.render.Quoting;
import io.fesh.render.Style;
import io.fesh.render.StyledText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All calls of a function put together, out of the text of the kernel's function_graph tracer (with
 * the options funcgraph-proc, -cpu, -duration and -tail): under each function those that it called,
 * in the order in which they were met first.
 *
 * <pre>
 * vfs_read: 12 calls, 1.2 ms
 *    total  calls
 *   1.2 ms     12  vfs_read
 *   0.8 ms     12    new_sync_read
 *   9.3 us     24      mutex_lock
 * </pre>
 */
public final class CallTree {
    /**
     * {@code CPU) COMM-PID | DURATION us | indented text}; a name may have anything in it. A
     * duration has three decimals, from 10 ms on fewer: the kernel gives it seven digits.
     */
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*\\d+\\)\\s.*?-(\\d+)\\s+\\|[^|\\d]*(?:(\\d+)(?:\\.(\\d{1,3}))? us)?\\s*"
                            + "\\|( *)(\\S.*)");

    private static final int INDENT = 2;
    private static final int LEAST_NAME = 12;

    /** Calls with less than this part of the time are folded: one in so many. */
    private static final int SMALLEST = 100;

    private static final class Node {
        private final String name;
        private final Map<String, Node> inner = new LinkedHashMap<>();
        private long calls;
        private long open;
        private long nanos;
        private long most;

        Node(String name) {
            this.name = name;
        }

        void ended(long took) {
            nanos += took;
            most = Math.max(most, took);
        }
    }

    private final String function;
    private final Node root;
    private final Map<Integer, List<Node>> tasks = new HashMap<>();
    private long lost;

    /**
     * @param function as the kernel names it
     */
    public CallTree(String function) {
        this.function = function;
        this.root = new Node(function);
    }

    /** Entries that the kernel had no room for. */
    public void lost(long entries) {
        lost += entries;
    }

    /** Takes a line of the trace; what is none of its calls is passed over. */
    public void line(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return;
        }
        int depth = line.group(4).length() / INDENT - 1;
        String what = line.group(5);
        int pid = Integer.parseInt(line.group(1));
        List<Node> stack = tasks.computeIfAbsent(pid, task -> new ArrayList<>());
        if (what.startsWith("}")) {
            if (depth < stack.size() && stack.get(depth) != null) {
                stack.get(depth).open--;
                stack.get(depth).ended(nanos(line));
            }
            truncate(stack, depth);
            return;
        }
        int end = what.indexOf('(');
        if (end <= 0 || depth < 0) {
            return;
        }
        // what was lost left the stack as it was; the depth tells where this call belongs
        truncate(stack, depth);
        Node node = node(stack, depth, what.substring(0, end).strip());
        boolean isLeaf = what.indexOf('{', end) < 0;
        if (node != null) {
            node.calls++;
            node.open += isLeaf ? 0 : 1;
        }
        if (!isLeaf) {
            while (stack.size() < depth) {
                stack.add(null);
            }
            stack.add(node);
        } else if (node != null) {
            node.ended(nanos(line));
        }
    }

    private static void truncate(List<Node> stack, int depth) {
        while (stack.size() > Math.max(0, depth)) {
            stack.remove(stack.size() - 1);
        }
    }

    /** Where a call is counted; null if it is not under the function. */
    private Node node(List<Node> stack, int depth, String name) {
        if (depth == 0) {
            return name.equals(function) || name.startsWith(function + " [") ? root : null;
        }
        Node caller = depth <= stack.size() ? stack.get(depth - 1) : null;
        return caller == null ? null : caller.inner.computeIfAbsent(name, Node::new);
    }

    private static long nanos(Matcher line) {
        if (line.group(2) == null) {
            return 0;
        }
        String decimals = line.group(3) == null ? "" : line.group(3);
        String nanos = (decimals + "000").substring(0, 3);
        return Long.parseLong(line.group(2)) * 1000 + Long.parseLong(nanos);
    }

    /**
     * @param all whether nothing is folded
     */
    public List<StyledText> draw(Canvas canvas, boolean all) {
        List<StyledText> lines = new ArrayList<>();
        String calls = ": " + Numbers.count(root.calls, "call", "calls");
        String time = root.calls > 0 ? ", " + Numbers.duration(root.nanos) : "";
        lines.add(Title.fitting(Quoting.visible(function), List.of(calls, time), canvas.width()));
        if (root.calls > 0) {
            Widths widths = new Widths();
            measure(root, widths, all);
            String heading =
                    " ".repeat(widths.total - 5)
                            + "total  "
                            + " ".repeat(widths.calls - 5)
                            + "calls";
            lines.add(Title.cut(StyledText.of(Style.HEADING, heading), canvas.width()));
            draw(lines, root, 0, widths, canvas, all);
        }
        if (lost > 0) {
            String text = Numbers.count(lost, "entry", "entries") + " lost: the buffer was full";
            lines.add(Title.cut(StyledText.of(Style.LOSS, text), canvas.width()));
        }
        return lines;
    }

    private static final class Widths {
        private int total = "total".length();
        private int calls = "calls".length();
    }

    private void measure(Node node, Widths widths, boolean all) {
        widths.total = Math.max(widths.total, Numbers.duration(node.nanos).length());
        widths.calls = Math.max(widths.calls, Numbers.grouped(node.calls).length());
        for (Node each : node.inner.values()) {
            if (!isFolded(each, all)) {
                measure(each, widths, all);
            }
        }
    }

    private boolean isFolded(Node node, boolean all) {
        return !all && node.open == 0 && node.nanos * SMALLEST < root.nanos;
    }

    private void draw(
            List<StyledText> lines,
            Node node,
            int depth,
            Widths widths,
            Canvas canvas,
            boolean all) {
        String total = Numbers.duration(node.nanos);
        String calls = Numbers.grouped(node.calls);
        String numbers = " ".repeat(widths.total - total.length()) + total + "  ";
        numbers += " ".repeat(widths.calls - calls.length()) + calls + "  ";
        int room = Math.max(0, canvas.width() - numbers.length() - LEAST_NAME);
        String indent = " ".repeat(Math.min(depth * INDENT, room));
        StyledText.Builder line = StyledText.builder();
        line.add(style(node), numbers).add(indent);
        line.add(style(node), Quoting.visible(node.name));
        if (node.open > 0) {
            line.add(Style.DIM, "  (" + node.open + " not returned)");
        }
        lines.add(Title.cut(line.build(), canvas.width()));
        long hidden = 0;
        long nanos = 0;
        for (Node each : node.inner.values()) {
            if (isFolded(each, all)) {
                hidden += each.calls;
                nanos += each.nanos;
            } else {
                draw(lines, each, depth + 1, widths, canvas, all);
            }
        }
        if (hidden > 0) {
            String text =
                    "... "
                            + Numbers.count(hidden, "call", "calls")
                            + ", "
                            + Numbers.duration(nanos);
            String rest = " ".repeat(numbers.length()) + indent + "  " + text;
            lines.add(Title.cut(StyledText.of(Style.DIM, rest), canvas.width()));
        }
    }

    /** By its part of the time. */
    private Style style(Node node) {
        if (node.nanos * 2 >= root.nanos) {
            return Style.HOT;
        }
        return node.nanos * 10 >= root.nanos ? Style.WARM : Style.PLAIN;
    }

    public List<String> objects() {
        StringBuilder out = new StringBuilder("{\"graph\":").append(Json.string(function));
        out.append(",\"lost\":").append(lost).append(",\"tree\":");
        object(out, root);
        return List.of(out.append('}').toString());
    }

    private static void object(StringBuilder out, Node node) {
        out.append("{\"name\":").append(Json.string(node.name));
        out.append(",\"calls\":").append(node.calls);
        out.append(",\"not_returned\":").append(node.open);
        out.append(",\"ns\":").append(node.nanos);
        out.append(",\"max_ns\":").append(node.most);
        out.append(",\"inner\":[");
        String separator = "";
        for (Node each : node.inner.values()) {
            out.append(separator);
            separator = ",";
            object(out, each);
        }
        out.append("]}");
    }

    public List<String> csv() {
        List<String> lines = new ArrayList<>();
        lines.add("depth,function,calls,not_returned,ns,max_ns");
        csv(lines, root, 0);
        return lines;
    }

    private static void csv(List<String> lines, Node node, int depth) {
        lines.add(
                Csv.line(
                        List.of(
                                Integer.toString(depth),
                                node.name,
                                Long.toString(node.calls),
                                Long.toString(node.open),
                                Long.toString(node.nanos),
                                Long.toString(node.most))));
        node.inner.values().forEach(each -> csv(lines, each, depth + 1));
    }
}
