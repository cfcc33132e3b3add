// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What a Tab costs, from the line to the candidates, in a JVM with the launcher's options; and what
 * reading the names costs. Every name can be traced, which is the worst case. Run with {@code mvn
 * -pl completions -am -Pbench verify}.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TabBenchmark {
    private static final List<String> WORDS =
            List.of(
                    "vfs", "tcp", "ext4", "read", "write", "get", "put", "page", "inode", "skb",
                    "sched", "rcu", "work", "queue", "lock", "init", "exit", "alloc", "free", "dev",
                    "pci", "irq", "timer", "map", "user", "net", "xfrm", "bpf", "seq", "show",
                    "store", "probe", "remove", "update", "check", "set", "clear", "do");

    @Param({"90000", "200000"})
    public int symbols;

    @Param({"vfs_", "e", "_get_page", "nothing_like_it"})
    public String typed;

    private byte[] kallsyms;
    private byte[] functions;
    private LineCompleter completer;
    private String line;

    /** Names as a kernel has them: two to five words, a few of them with a clone's suffix. */
    @Setup
    public void make() throws TargetException {
        Random random = new Random(1);
        StringBuilder all = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < symbols; i++) {
            StringBuilder name = new StringBuilder(random.nextInt(8) == 0 ? "__" : "");
            for (int words = 2 + random.nextInt(3); words > 0; words--) {
                name.append(WORDS.get(random.nextInt(WORDS.size()))).append('_');
            }
            name.append(random.nextInt(20) == 0 ? "x.isra." + i % 7 : Integer.toString(i, 36));
            all.append(Long.toHexString(0xffffffff81000000L + 64L * i));
            all.append(" t ").append(name).append('\n');
            names.append(name).append('\n');
        }
        kallsyms = all.toString().getBytes(StandardCharsets.UTF_8);
        functions = names.toString().getBytes(StandardCharsets.UTF_8);
        Optional<KernelSymbols> index =
                Optional.of(SymbolIndex.read(kallsyms, functions, LoadedModules.NONE));
        completer =
                new LineCompleter(
                        CommandTable.standard(),
                        new KernelView() {
                            @Override
                            public Optional<KernelTypes> knownTypes() {
                                return Optional.empty();
                            }

                            @Override
                            public Optional<KernelSymbols> knownSymbols() {
                                return index;
                            }

                            @Override
                            public List<String> eventNames() {
                                return List.of();
                            }

                            @Override
                            public String pending() {
                                return "";
                            }

                            @Override
                            public void tell(String message) {
                                throw new IllegalStateException(message);
                            }
                        });
        line = "create " + typed;
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
