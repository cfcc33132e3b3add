// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.TargetException;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the names take of the heap once everything else is collected, and what their own accounting
 * says of it. Run with {@code mvn -pl completions -am -Pbench -Dbench=HeapBenchmark verify}.
 */
@Fork(
        value = 3,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HeapBenchmark {
    /** Figures beside the time, which means nothing here. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Figures {
        public long usedKilobytes;
        public long accountedKilobytes;
        public long symbols;
        public long types;
    }

    /** 200,000 functions, all traceable, and 130,000 types, all with a name to search. */
    @Benchmark
    public Object ofTheLargest(Figures figures) throws TargetException {
        List<String> functions = TabBenchmark.names(TabBenchmark.SYMBOLS);
        byte[] kallsyms = TabBenchmark.kallsyms(functions);
        byte[] traceable = TabBenchmark.lines(functions);
        byte[] btf = TabBenchmark.structs(TabBenchmark.names(TabBenchmark.TYPES));
        return measured(figures, kallsyms, traceable, btf);
    }

    private static Object measured(Figures figures, byte[] kallsyms, byte[] functions, byte[] btf)
            throws TargetException {
        // the symbols' own text is not kept, the types' is: it counts
        long before = used() - btf.length;
        SymbolIndex symbols = SymbolIndex.read(kallsyms, functions, LoadedModules.NONE);
        BtfTypes types = BtfTypes.read(path -> btf, symbols);
        types.index();
        figures.usedKilobytes = (used() - before) / 1_000;
        figures.accountedKilobytes = (symbols.bytes() + types.bytes()) / 1_000;
        figures.symbols = symbols.symbols();
        figures.types = types.count();
        return List.of(kallsyms, functions, btf, symbols, types);
    }

    private static long used() {
        Runtime heap = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, heap.totalMemory() - heap.freeMemory());
        }
        return used;
    }
}
