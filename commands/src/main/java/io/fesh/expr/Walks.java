// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import io.fesh.expr.Value.Computed;
import io.fesh.expr.Value.Element;
import io.fesh.expr.Value.Fault;
import io.fesh.expr.Value.Place;
import io.fesh.expr.Value.Sequence;
import io.fesh.kernel.BasicType;
import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Member;
import io.fesh.kernel.DerivedType;
import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's lists and trees, node by node. They change while they are walked: each node is read
 * once, none is visited twice, and a walk that meets a fault keeps what it has.
 */
final class Walks {
    /** Longer ones are cut, and say so. */
    static final int MOST = 1 << 16;

    /** Right after the configuration's largest number of CPUs, NR_CPUS of x86. */
    private static final long MOST_CPUS = 8192;

    private final Kernel kernel;
    private final Names names;
    private final Reads reads;

    Walks(Kernel kernel, Names names, Reads reads) {
        this.kernel = kernel;
        this.names = names;
        this.reads = reads;
    }

    /**
     * What the nodes are inside of.
     *
     * @param type empty if the nodes themselves are wanted
     * @param offset of the node in it
     */
    record Shape(Optional<CType> type, long offset) {}

    /** The nodes so far. */
    private static final class Found {
        private final CType type;
        private final long offset;
        private final List<Element> elements = new ArrayList<>();
        private final Set<Long> seen = new HashSet<>();
        private String end = "";

        Found(CType type, long offset) {
            this.type = type;
            this.offset = offset;
        }

        void add(long node) {
            add(elements.size(), node);
        }

        void add(long index, long node) {
            elements.add(new Element(index, new Computed(type, node - offset)));
        }

        /** Whether the walk goes on to this node. */
        boolean enter(long node) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (elements.size() >= MOST) {
                end = "goes on: a walk ends after " + MOST;
            } else if (!seen.add(node)) {
                end = "is a cycle: 0x" + Long.toHexString(node) + " comes again";
            }
            return end.isEmpty();
        }

        void fault(MemoryFault e) {
            elements.add(new Element(elements.size(), e.fault()));
            end = "breaks off";
        }

        Sequence sequence() {
            return new Sequence(type, elements, end);
        }
    }

    Sequence walk(Builtin kind, Place root, Expr from, Shape shape, boolean typesOnly)
            throws LineError, TargetException, InterruptedException {
        Place start = root;
        if (kind == Builtin.RBTREE && root.type().member("rb_root").isPresent()) {
            start = inside(root, "rb_root", from);
        } else if (kind == Builtin.XARRAY && root.type().member("idr_rt").isPresent()) {
            start = inside(root, "idr_rt", from);
        }
        String first =
                switch (kind) {
                    case LIST -> "next";
                    case HLIST -> "first";
                    case RBTREE -> "rb_node";
                    default -> "xa_head";
                };
        Place link = inside(start, first, from);
        CType node = link.type().target().orElse(BasicType.VOID);
        CType element = DerivedType.pointerTo(shape.type().orElse(node));
        if (typesOnly) {
            return new Sequence(element, List.of(new Element(0, new Computed(element, 0))), "");
        }
        Found found = new Found(element, shape.offset());
        try {
            switch (kind) {
                case LIST -> list(link.address(), start.address(), found);
                case HLIST -> hlist(link.address(), offset(node, "next", from), found);
                case RBTREE ->
                        tree(
                                reads.pointer(link.address(), ""),
                                offset(node, "rb_left", from),
                                offset(node, "rb_right", from),
                                found);
                default -> array(reads.pointer(link.address(), ""), found, from);
            }
        } catch (MemoryFault e) {
            found.fault(e);
        }
        return found.sequence();
    }

    private Place inside(Place place, String member, Expr from) throws LineError {
        Member found = place.type().member(member).orElseThrow(() -> wrong(place, member, from));
        return new Place(found.type(), place.address() + found.offset());
    }

    private LineError wrong(Place place, String member, Expr from) {
        String wanted =
                switch (member) {
                    case "next" -> "struct list_head";
                    case "first" -> "struct hlist_head";
                    case "rb_node" -> "struct rb_root";
                    default -> "struct xarray";
                };
        return names.error(
                from.span(),
                names.text(from.span()) + " is " + place.type().spelling() + ", no " + wanted,
                "");
    }

    private long offset(CType type, String member, Expr from) throws LineError {
        return type.member(member)
                .orElseThrow(
                        () ->
                                names.error(
                                        from.span(),
                                        type.spelling() + " has no member " + member,
                                        ""))
                .offset();
    }

    /** Where a member of a type lies, in bytes. */
    long offset(CType type, MemberName name) throws LineError {
        CType at = type;
        long bits = 0;
        for (MemberName.Part part : name.parts()) {
            Member member = names.member(at, part.name(), part.span());
            bits += member.bitOffset();
            at = member.type();
            if (member.bitSize() != 0) {
                throw names.error(part.span(), part.name() + " is a bit field", "");
            }
        }
        return bits >> 3;
    }

    /** {@code next} comes first in a list_head. */
    private void list(long link, long head, Found found)
            throws MemoryFault, TargetException, InterruptedException {
        long node = reads.pointer(link, "");
        while (node != head && found.enter(node)) {
            long next = reads.pointer(node, "");
            found.add(node);
            node = next;
        }
    }

    /** The end is 0, or in hlist_nulls a number with its lowest bit set. */
    private void hlist(long first, long nextAt, Found found)
            throws MemoryFault, TargetException, InterruptedException {
        long node = reads.pointer(first, "");
        while (node != 0 && (node & 1) == 0 && found.enter(node)) {
            long next = reads.pointer(node + nextAt, "");
            found.add(node);
            node = next;
        }
    }

    /** In order, without recursion: a damaged tree may be as deep as it likes. */
    private void tree(long root, long left, long right, Found found)
            throws MemoryFault, TargetException, InterruptedException {
        Deque<Long> open = new ArrayDeque<>();
        long node = root;
        while (node != 0 || !open.isEmpty()) {
            while (node != 0) {
                if (!found.enter(node)) {
                    return;
                }
                open.push(node);
                node = reads.pointer(node + left, "");
            }
            long next = open.pop();
            found.add(next);
            node = reads.pointer(next + right, "");
        }
    }

    private void array(long head, Found found, Expr from)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        CType node =
                kernel.types()
                        .named("struct xa_node")
                        .orElseThrow(
                                () ->
                                        names.error(
                                                from.span(),
                                                "the kernel's types do not have struct xa_node",
                                                ""));
        new XArrayWalk(reads, node, found::enter, found::add).run(head);
    }

    /** All processes by their first threads, but for the idle tasks. */
    Sequence tasks(boolean typesOnly)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        CType type = task();
        CType pointer = DerivedType.pointerTo(type);
        if (typesOnly) {
            return new Sequence(pointer, List.of(new Element(0, new Computed(pointer, 0))), "");
        }
        Member tasks = names.member(type, "tasks", Span.at(0));
        long head = initTask() + tasks.offset();
        Found found = new Found(pointer, tasks.offset());
        try {
            list(head, head, found);
        } catch (MemoryFault e) {
            found.fault(e);
        }
        return found.sequence();
    }

    private CType task() throws LineError, TargetException {
        return names.type(new TypeName(Span.at(0), "struct task_struct"));
    }

    private long initTask() throws LineError, TargetException {
        Value value = names.value(new Expr.Name(Span.at(0), "init_task"));
        return value instanceof Place place ? place.address() : 0;
    }

    /** The process with this number. */
    Computed task(long pid, Span span, boolean typesOnly)
            throws LineError, MemoryFault, TargetException, InterruptedException {
        Sequence all = tasks(typesOnly);
        Member number = names.member(task(), "pid", span);
        for (Element element : all.elements()) {
            if (element.value() instanceof Computed task) {
                long at = task.bits() + number.offset();
                if (typesOnly || reads.number(new Place(number.type(), at), "") == pid) {
                    return task;
                }
            } else if (element.value() instanceof Fault fault) {
                throw new MemoryFault(fault);
            }
        }
        throw names.error(span, "no process has the number " + pid, "try: print tasks()->pid");
    }

    /** How many CPUs there can be. */
    long cpus() throws MemoryFault, TargetException {
        var address = kernel.symbols().addressOf("nr_cpu_ids");
        return address.isEmpty()
                ? MOST_CPUS
                : reads.number(new Place(BasicType.UNSIGNED_INT, address.getAsLong()), "");
    }
}
