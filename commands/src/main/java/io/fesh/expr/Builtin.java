// SPDX-License-Identifier: Apache-2.0
package io.fesh.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be called in an expression: no function of the kernel's, for a read changes nothing. */
public enum Builtin {
    PER_CPU("per_cpu", "per_cpu(process_counts, 0)", 2, Sort.VALUE, Sort.VALUE),
    CONTAINER_OF(
            "container_of",
            "container_of(init_task.tasks.next, struct task_struct, tasks)",
            3,
            Sort.VALUE,
            Sort.TYPE,
            Sort.MEMBER),
    OFFSETOF("offsetof", "offsetof(struct task_struct, comm)", 2, Sort.TYPE, Sort.MEMBER),
    LIST(
            "list",
            "list(super_blocks, struct super_block, s_list)",
            1,
            Sort.VALUE,
            Sort.TYPE,
            Sort.MEMBER),
    HLIST(
            "hlist",
            "hlist(init_net.dev_name_head[0], struct netdev_name_node, hlist)",
            1,
            Sort.VALUE,
            Sort.TYPE,
            Sort.MEMBER),
    RBTREE(
            "rbtree",
            "rbtree(vmap_area_root, struct vmap_area, rb_node)",
            1,
            Sort.VALUE,
            Sort.TYPE,
            Sort.MEMBER),
    XARRAY("xarray", "xarray(init_pid_ns.idr.idr_rt, struct pid)", 1, Sort.VALUE, Sort.TYPE),
    TASKS("tasks", "tasks()->comm", 0),
    TASK("task", "task(1)->comm", 1, Sort.VALUE);

    /** What an argument is. */
    enum Sort {
        VALUE,
        TYPE,
        MEMBER
    }

    private final String spelling;
    private final String example;
    private final int least;
    private final List<Sort> arguments;

    Builtin(String spelling, String example, int least, Sort... arguments) {
        this.spelling = spelling;
        this.example = example;
        this.least = least;
        this.arguments = List.of(arguments);
    }

    public static Optional<Builtin> of(String name) {
        return Arrays.stream(values()).filter(each -> each.spelling.equals(name)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Builtin::spelling).toList();
    }

    public String spelling() {
        return spelling;
    }

    /** A use of it that can be typed on any kernel. */
    public String example() {
        return example;
    }

    /** How many arguments it needs. */
    int least() {
        return least;
    }

    List<Sort> arguments() {
        return arguments;
    }
}
