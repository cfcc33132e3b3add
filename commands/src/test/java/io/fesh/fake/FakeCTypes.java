// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.kernel.CType;
import io.fesh.kernel.CType.Enumerator;
import io.fesh.kernel.CType.Kind;
import io.fesh.kernel.KernelTypes.Constant;
import io.fesh.kernel.KernelTypes.Variable;
import io.fesh.kernel.TargetException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types and variables that {@link FakeMemory} is laid out by: a few members each of what Linux
 * 6.1 has, close together.
 */
final class FakeCTypes {
    private static final Map<String, CType> NAMED = new LinkedHashMap<>();
    private static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry("init_task", "struct task_struct"),
                    Map.entry("jiffies", "unsigned long"),
                    Map.entry("nr_threads", "int"),
                    Map.entry("system_state", "enum system_states"),
                    Map.entry("process_counts", "unsigned long"),
                    Map.entry("vfs_fsync", "fsync_t"),
                    Map.entry("loop_list", "struct list_head"),
                    Map.entry("hash_chain", "struct hlist_head"),
                    Map.entry("a_tree", "struct rb_root"),
                    Map.entry("an_array", "struct xarray"));

    private FakeCTypes() {}

    /**
     * @param type as {@code KernelTypes.type} takes it
     * @param bitSize of a bit field, else 0
     */
    private record Slot(String name, String type, long bitOffset, int bitSize) {
        static Slot at(long offset, String type, String name) {
            return new Slot(name, type, offset * 8, 0);
        }
    }

    /** Members are looked up by their spelling, for types hold pointers to each other. */
    private record Composite(Kind kind, String name, long size, List<Slot> slots) implements CType {

        @Override
        public String declare(String declared) {
            return FakeCTypes.declare(name, declared);
        }

        @Override
        public List<Member> members() {
            return slots.stream()
                    .map(
                            slot ->
                                    new Member(
                                            slot.name(),
                                            type(slot.type()),
                                            slot.bitOffset(),
                                            slot.bitSize()))
                    .toList();
        }
    }

    private record Scalar(
            Kind kind, String name, long size, boolean signed, List<Enumerator> enumerators)
            implements CType {

        @Override
        public String declare(String declared) {
            return FakeCTypes.declare(name, declared);
        }
    }

    private static String declare(String name, String declared) {
        boolean bare = declared.isEmpty() || declared.startsWith("[");
        return bare ? name + declared : name + ' ' + declared;
    }

    private record Function(String name) implements CType {
        @Override
        public Kind kind() {
            return Kind.FUNCTION;
        }

        @Override
        public String declare(String declared) {
            return "int "
                    + (declared.startsWith("*") ? '(' + declared + ')' : declared)
                    + "(struct file *, int)";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Optional<CType> target() {
            return Optional.of(type("int"));
        }
    }

    static {
        struct(
                "struct list_head",
                16,
                Slot.at(0, "struct list_head *", "next"),
                Slot.at(8, "struct list_head *", "prev"));
        struct("struct hlist_head", 8, Slot.at(0, "struct hlist_node *", "first"));
        struct(
                "struct hlist_node",
                16,
                Slot.at(0, "struct hlist_node *", "next"),
                Slot.at(8, "struct hlist_node **", "pprev"));
        struct("struct rb_root", 8, Slot.at(0, "struct rb_node *", "rb_node"));
        struct(
                "struct rb_node",
                24,
                Slot.at(0, "unsigned long", "__rb_parent_color"),
                Slot.at(8, "struct rb_node *", "rb_right"),
                Slot.at(16, "struct rb_node *", "rb_left"));
        struct(
                "struct xarray",
                16,
                Slot.at(0, "unsigned int", "xa_flags"),
                Slot.at(8, "void *", "xa_head"));
        struct(
                "struct xa_node",
                48,
                Slot.at(0, "unsigned char", "shift"),
                Slot.at(8, "void *[4]", "slots"));
        NAMED.put("atomic_t", composite(Kind.STRUCT, "atomic_t", 4, Slot.at(0, "int", "counter")));
        NAMED.put("pid_t", new Scalar(Kind.INTEGER, "pid_t", 4, true, List.of()));
        NAMED.put("u8", new Scalar(Kind.INTEGER, "u8", 1, false, List.of()));
        NAMED.put("u32", new Scalar(Kind.INTEGER, "u32", 4, false, List.of()));
        NAMED.put("size_t", new Scalar(Kind.INTEGER, "size_t", 8, false, List.of()));
        NAMED.put("loff_t", new Scalar(Kind.INTEGER, "loff_t", 8, true, List.of()));
        NAMED.put("fsync_t", new Function("fsync_t"));
        NAMED.put(
                "enum system_states",
                new Scalar(
                        Kind.ENUM,
                        "enum system_states",
                        4,
                        false,
                        List.of(
                                new Enumerator("SYSTEM_BOOTING", 0),
                                new Enumerator("SYSTEM_RUNNING", 3),
                                new Enumerator("SYSTEM_HALT", 4))));
        NAMED.put(
                "union sigval",
                composite(
                        Kind.UNION,
                        "union sigval",
                        8,
                        Slot.at(0, "int", "sival_int"),
                        Slot.at(0, "void *", "sival_ptr")));
        struct(
                "struct task_struct",
                128,
                Slot.at(0, "unsigned int", "__state"),
                Slot.at(4, "unsigned int", "flags"),
                Slot.at(8, "void *", "stack"),
                Slot.at(16, "atomic_t", "usage"),
                new Slot("in_execve", "unsigned int", 20 * 8, 1),
                new Slot("policy", "unsigned int", 20 * 8 + 1, 3),
                new Slot("balance", "int", 20 * 8 + 4, 4),
                Slot.at(24, "struct list_head", "tasks"),
                Slot.at(40, "pid_t", "pid"),
                Slot.at(44, "pid_t", "tgid"),
                Slot.at(48, "struct task_struct *", "group_leader"),
                Slot.at(56, "struct list_head", "thread_group"),
                Slot.at(72, "char [16]", "comm"),
                Slot.at(88, "unsigned long [4]", "counts"),
                Slot.at(120, "fsync_t *", "sync"));
        struct("struct inode", 16, Slot.at(0, "loff_t", "i_size"), Slot.at(8, "u32", "i_ino"));
        struct(
                "struct file",
                232,
                Slot.at(24, "struct dentry *", "f_dentry"),
                Slot.at(32, "struct inode *", "f_inode"),
                Slot.at(64, "unsigned int", "f_flags"),
                Slot.at(104, "loff_t", "f_pos"));
        struct("struct dentry", 192, Slot.at(40, "const unsigned char *", "d_name"));
    }

    private static void struct(String name, long size, Slot... slots) {
        NAMED.put(name, composite(Kind.STRUCT, name, size, slots));
    }

    private static CType composite(Kind kind, String name, long size, Slot... slots) {
        return new Composite(kind, name, size, List.of(slots));
    }

    private static CType type(String spelling) {
        try {
            return new FakeTypes().type(spelling).orElseThrow();
        } catch (TargetException e) {
            throw new AssertionError(spelling, e);
        }
    }

    static Optional<CType> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    static Optional<Variable> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name))
                .map(type -> new Variable(name, type(type), name.equals("process_counts")));
    }

    static List<Variable> variables() {
        return VARIABLES.keySet().stream()
                .sorted()
                .filter(name -> !name.equals("vfs_fsync"))
                .map(name -> variable(name).orElseThrow())
                .toList();
    }

    static Optional<Constant> constant(String name) {
        return NAMED.values().stream()
                .flatMap(
                        type ->
                                type.enumerators().stream()
                                        .filter(each -> each.name().equals(name))
                                        .map(each -> new Constant(name, type, each.value())))
                .findFirst();
    }
}
