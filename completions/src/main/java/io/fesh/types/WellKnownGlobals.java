// SPDX-License-Identifier: Apache-2.0
package io.fesh.types;

import io.fesh.kernel.CType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Types of variables that BTF does not tell, which has the per-CPU ones only. As in Linux 6.1;
 * which of them a kernel has is for its symbols to say. KernelValuesTest compares the values of
 * many with /proc and /sys, and the sizes of all with the distances between symbols.
 */
public final class WellKnownGlobals {
    private static final Map<String, String> TYPES = new TreeMap<>();

    /** A pointer only where what it points to has this link to the next one, else a list's head. */
    private static final Map<String, String> LINKS = Map.of("file_systems", "next");

    private WellKnownGlobals() {}

    static {
        // processes and namespaces
        all("struct task_struct", "init_task");
        all("struct task_struct *", "kthreadd_task");
        all("struct mm_struct", "init_mm");
        all("struct cred", "init_cred");
        all("struct pid", "init_struct_pid");
        all("struct pid *", "cad_pid");
        all("struct nsproxy", "init_nsproxy");
        all("struct net", "init_net");
        all("struct pid_namespace", "init_pid_ns");
        all("struct uts_namespace", "init_uts_ns");
        all("struct ipc_namespace", "init_ipc_ns");
        all("struct user_namespace", "init_user_ns");
        all("struct cgroup_namespace", "init_cgroup_ns");
        all("struct time_namespace", "init_time_ns");
        all("struct fs_struct", "init_fs");
        all("struct files_struct", "init_files");
        all("struct signal_struct", "init_signals");
        all("struct sighand_struct", "init_sighand");
        all("struct css_set", "init_css_set");
        all("struct cgroup_root", "cgrp_dfl_root");
        all("struct task_group", "root_task_group");
        all("struct mem_cgroup *", "root_mem_cgroup");
        all("int", "nr_threads", "max_threads", "pid_max", "pid_max_min", "pid_max_max");
        all("unsigned long", "total_forks");
        all("unsigned long [3]", "avenrun");
        // what is registered
        all(
                "struct list_head",
                "super_blocks",
                "modules",
                "net_namespace_list",
                "slab_caches",
                "workqueues",
                "crypto_alg_list",
                "clocksource_list",
                "cgroup_roots",
                "vmap_area_list");
        all("struct rb_root", "vmap_area_root");
        all("struct idr", "map_idr", "prog_idr");
        all("struct file_system_type *", "file_systems");
        all("struct super_block *", "blockdev_superblock");
        all("struct kset *", "module_kset", "devices_kset");
        all("struct kobject *", "kernel_kobj", "fs_kobj");
        all("struct resource", "iomem_resource", "ioport_resource");
        all("struct bus_type", "pci_bus_type", "platform_bus_type", "cpu_subsys");
        all("struct clocksource *", "curr_clocksource");
        all("struct workqueue_struct *", "system_wq", "system_unbound_wq", "system_highpri_wq");
        all("struct kmem_cache *", "kmem_cache", "names_cachep", "files_cachep");
        all("struct proto", "tcp_prot", "udp_prot");
        all(
                "const struct file_operations",
                "def_blk_fops",
                "def_chr_fops",
                "pipefifo_fops",
                "shmem_file_operations",
                "socket_file_ops");
        // the machine
        all("struct cpuinfo_x86", "boot_cpu_data");
        all(
                "struct cpumask",
                "__cpu_online_mask",
                "__cpu_possible_mask",
                "__cpu_present_mask",
                "__cpu_active_mask");
        all("enum system_states", "system_state");
        all("unsigned int", "nr_cpu_ids", "cpu_khz", "tsc_khz");
        all("volatile unsigned long", "jiffies");
        all("u64", "jiffies_64");
        all("unsigned long []", "__per_cpu_offset");
        all("unsigned long", "loops_per_jiffy", "tainted_mask", "phys_base");
        all("unsigned long", "page_offset_base", "vmalloc_base", "vmemmap_base");
        all("int", "oops_in_progress");
        all("char *", "saved_command_line");
        all("const char []", "linux_banner");
        all("char [128]", "core_pattern");
        all("char [256]", "modprobe_path", "poweroff_cmd");
        // memory
        all("struct pglist_data *[]", "node_data");
        all("atomic_long_t []", "vm_node_stat", "vm_zone_stat");
        all("atomic_long_t", "_totalram_pages", "nr_swap_pages");
        all("long", "total_swap_pages");
        all("struct percpu_counter", "vm_committed_as");
        all("unsigned long", "max_pfn", "max_low_pfn", "min_low_pfn", "highest_memmap_pfn");
        all("unsigned long", "totalreserve_pages");
        // what /proc/sys sets
        all(
                "int",
                "panic_timeout",
                "panic_on_oops",
                "panic_on_warn",
                "print_fatal_signals",
                "randomize_va_space",
                "suid_dumpable",
                "kptr_restrict",
                "dmesg_restrict",
                "modules_disabled",
                "leases_enable",
                "lease_break_time",
                "sysctl_overcommit_memory",
                "sysctl_overcommit_ratio",
                "sysctl_max_map_count",
                "sysctl_panic_on_oom",
                "sysctl_oom_kill_allocating_task",
                "sysctl_oom_dump_tasks",
                "sysctl_vfs_cache_pressure",
                "min_free_kbytes",
                "watermark_scale_factor",
                "watermark_boost_factor",
                "vm_swappiness",
                "dirty_background_ratio",
                "vm_dirty_ratio",
                "laptop_mode",
                "page_cluster",
                "netdev_max_backlog");
        all("int [4]", "console_printk");
        all(
                "unsigned int",
                "dirty_writeback_interval",
                "dirty_expire_interval",
                "pipe_max_size",
                "sysctl_nr_open");
        all("__u32", "sysctl_rmem_max", "sysctl_wmem_max", "sysctl_rmem_default");
        all("__u32", "sysctl_wmem_default");
        all(
                "unsigned long",
                "sysctl_overcommit_kbytes",
                "sysctl_user_reserve_kbytes",
                "sysctl_admin_reserve_kbytes",
                "dirty_background_bytes",
                "vm_dirty_bytes",
                "panic_print");
        all("struct files_stat_struct", "files_stat");
        all("struct inodes_stat_t", "inodes_stat");
        all("struct dentry_stat_t", "dentry_stat");
    }

    private static void all(String type, String... names) {
        for (String name : names) {
            TYPES.put(name, type);
        }
    }

    static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** Whether a variable can have its type of 6.1 on the kernel that this type is of. */
    static boolean fits(String name, CType type) {
        String link = LINKS.get(name);
        return link == null || type.target().flatMap(each -> each.member(link)).isPresent();
    }

    /** Of some kernel or other. */
    public static Set<String> names() {
        return TYPES.keySet();
    }
}
