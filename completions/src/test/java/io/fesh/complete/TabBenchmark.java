// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.TargetException;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;
import io.fesh.verb.CommandTable;

import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What a Tab costs, from the line to the candidates, in a JVM with the launcher's options: over
 * 200,000 functions, all of which can be traced, and 130,000 types; and what reading the names
 * costs. Run with {@code mvn -pl completions -am -Pbench -Dbench=TabBenchmark verify}.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TabBenchmark {
    static final int SYMBOLS = 200_000;
    static final int TYPES = 130_000;

    private static final List<String> WORDS =
            List.of(
                    "vfs", "tcp", "ext4", "read", "write", "get", "put", "page", "inode", "skb",
                    "sched", "rcu", "work", "queue", "lock", "init", "exit", "alloc", "free", "dev",
                    "pci", "irq", "timer", "map", "user", "net", "xfrm", "bpf", "seq", "show",
                    "store", "probe", "remove", "update", "check", "set", "clear", "do");

    /**
     * By prefix: {@code vfs_}; by words: {@code e} and on to {@code vgp}; nearly: the rest, of
     * which the last fits nothing.
     */
    @Param({"vfs_", "e", "_get_page", "rdwr", "vgp", "vfs_raed", "chkpg", "nothing_like_it"})
    public String typed;

    @Param({"create ", "ptype struct ", "? "})
    public String before;

    private byte[] kallsyms;
    private byte[] functions;
    private LineCompleter completer;
    private String line;

    /** Names as a kernel has them: two to five words, a few of them with a clone's suffix. */
    static List<String> names(int count) {
        Random random = new Random(1);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder(random.nextInt(8) == 0 ? "__" : "");
            for (int words = 2 + random.nextInt(3); words > 0; words--) {
                name.append(WORDS.get(random.nextInt(WORDS.size()))).append('_');
            }
            name.append(random.nextInt(20) == 0 ? "x.isra." + i % 7 : Integer.toString(i, 36));
            names.add(name.toString());
        }
        return names;
    }

    /** As /proc/kallsyms has them. */
    static byte[] kallsyms(List<String> names) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            all.append(Long.toHexString(0xffffffff81000000L + 64L * i));
            all.append(" t ").append(names.get(i)).append('\n');
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] lines(List<String> names) {
        return (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** BTF of structs without members. */
    static byte[] structs(List<String> names) {
        byte[] strings = ("\0" + String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_8);
        int types = 12 * names.size();
        ByteBuffer out = ByteBuffer.allocate(24 + types + strings.length);
        out.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0xeb9f).put((byte) 1).put((byte) 0);
        out.putInt(24).putInt(0).putInt(types).putInt(types).putInt(strings.length);
        int at = 1;
        for (String name : names) {
            out.putInt(at).putInt(4 << 24).putInt(8);
            at += name.length() + 1;
        }
        return out.put(strings).array();
    }

    @Setup
    public void make() throws TargetException {
        List<String> names = names(SYMBOLS);
        kallsyms = kallsyms(names);
        functions = lines(names);
        SymbolIndex symbols = SymbolIndex.read(kallsyms, functions, LoadedModules.NONE);
        byte[] btf = structs(names(TYPES));
        BtfTypes types = BtfTypes.read(path -> btf, symbols);
        types.index();
        completer = new LineCompleter(CommandTable.standard(), view(symbols, types));
        line = before + typed;
    }

    private static KernelView view(SymbolIndex symbols, BtfTypes types) {
        FakeView view = new FakeView();
        view.symbols = Optional.of(symbols);
        view.types = Optional.of(types);
        return view;
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public List<Candidate> tab() {
        ParsedLine parsed = new WordParser().parse(line, line.length(), ParseContext.COMPLETE);
        Candidates found = new Candidates(160, 50);
        completer.offer(line, line.length() - parsed.wordCursor(), found);
        return found.list();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public SymbolIndex read() throws TargetException {
        return SymbolIndex.read(kallsyms, functions, LoadedModules.NONE);
    }
}
