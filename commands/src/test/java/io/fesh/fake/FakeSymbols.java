// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.kernel.KernelSymbols;
import io.fesh.parse.Suggestions;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A few dozen names of a kernel, with made-up addresses 0x1000 apart. */
public final class FakeSymbols implements KernelSymbols {
    private static final long FIRST = 0xffffffff81000000L;
    private static final long APART = 0x1000;

    private static final String WRAPPER = "__x64_sys_";

    private static final List<String> FUNCTIONS =
            List.of(
                    "__queue_work",
                    "__x64_sys_close",
                    "__x64_sys_getppid",
                    "__x64_sys_openat",
                    "__x64_sys_read",
                    "__x64_sys_write",
                    "do_filp_open",
                    "do_sys_openat2",
                    "do_unlinkat",
                    "ext4_sync_file.isra.0",
                    "ip_rcv",
                    "kernel_read",
                    "ksys_write",
                    "link_path_walk",
                    "tcp_sendmsg",
                    "vfs_fsync",
                    "vfs_open",
                    "vfs_read",
                    "vfs_readv",
                    "vfs_write");

    private static final List<String> NOTRACE =
            List.of("do_syscall_64", "native_sched_clock", "rcu_nmi_enter");

    private static final List<String> DATA =
            List.of(
                    "init_task",
                    "jiffies",
                    "total_forks",
                    "__per_cpu_offset",
                    "a_tree",
                    "an_array",
                    "hash_chain",
                    "loop_list",
                    "machine_ops",
                    "nr_cpu_ids",
                    "nr_threads",
                    "process_counts",
                    "system_state");

    private final Map<String, Standing> standings = new TreeMap<>();
    private final Map<String, Long> addresses = new TreeMap<>();

    public FakeSymbols() {
        FUNCTIONS.forEach(name -> add(name, Standing.TRACEABLE));
        NOTRACE.forEach(name -> add(name, Standing.NOT_TRACEABLE));
        DATA.forEach(name -> add(name, Standing.NOT_A_FUNCTION));
    }

    public void add(String name, Standing standing) {
        addresses.put(name, FIRST + APART * addresses.size());
        standings.put(name, standing);
    }

    /** As /proc/kallsyms tells them. */
    public byte[] kallsyms() {
        StringBuilder text = new StringBuilder();
        addresses.forEach(
                (name, address) -> {
                    boolean data = standings.get(name) == Standing.NOT_A_FUNCTION;
                    text.append(hex(address)).append(data ? " D " : " T ").append(name);
                    text.append('\n');
                });
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** As available_filter_functions tells them. */
    public byte[] filterFunctions() {
        StringBuilder text = new StringBuilder();
        FUNCTIONS.forEach(name -> text.append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Where {@code name} begins; it has to be there. */
    public long address(String name) {
        return addresses.get(name);
    }

    @Override
    public OptionalLong addressOf(String name) {
        Long address = addresses.get(symbol(name));
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    @Override
    public List<String> nearSymbols(String name, int most) {
        return Suggestions.near(name, addresses.keySet(), most);
    }

    @Override
    public String at(long address, boolean withOffset) {
        for (Map.Entry<String, Long> entry : addresses.entrySet()) {
            long offset = address - entry.getValue();
            if (offset >= 0 && offset < APART) {
                return withOffset && offset > 0
                        ? entry.getKey() + "+0x" + hex(offset)
                        : entry.getKey();
            }
        }
        return "0x" + hex(address);
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    @Override
    public Standing standing(String function) {
        return standings.getOrDefault(symbol(function), Standing.UNKNOWN);
    }

    @Override
    public int copies(String function) {
        return standing(function) == Standing.TRACEABLE ? 1 : 0;
    }

    @Override
    public List<String> near(String name, int most) {
        String alias = alias(name);
        return Suggestions.near(symbol(name), traceable(), most).stream()
                .map(near -> alias.isEmpty() ? near : near.replace(WRAPPER, alias))
                .toList();
    }

    /** By substring only. */
    @Override
    public Matches match(String typed, int most) {
        return matches(traceable(), Pattern.compile(Pattern.quote(typed)), most);
    }

    @Override
    public Matches matchAny(String typed, int most) {
        return search(Pattern.compile(Pattern.quote(typed)), most);
    }

    @Override
    public Matches search(Pattern expression, int most) {
        return matches(
                standings.keySet().stream()
                        .filter(name -> standings.get(name) != Standing.NOT_A_FUNCTION)
                        .toList(),
                expression,
                most);
    }

    private Matches matches(List<String> names, Pattern part, int most) {
        List<String> fit =
                names.stream()
                        .filter(name -> part.matcher(name).find())
                        .sorted(
                                Comparator.comparing((String name) -> standings.get(name))
                                        .thenComparing(name -> !part.matcher(name).lookingAt())
                                        .thenComparing(name -> name))
                        .toList();
        return new Matches(fit.subList(0, Math.min(most, fit.size())), fit.size());
    }

    /** The name of kallsyms for one of a line. */
    static String symbol(String function) {
        String alias = alias(function);
        return alias.isEmpty() ? function : WRAPPER + function.substring(alias.length());
    }

    private static String alias(String name) {
        return name.startsWith("SyS_") ? "SyS_" : name.startsWith("sys_") ? "sys_" : "";
    }

    private List<String> traceable() {
        return standings.entrySet().stream()
                .filter(entry -> entry.getValue() == Standing.TRACEABLE)
                .map(Map.Entry::getKey)
                .toList();
    }
}
