// SPDX-License-Identifier: Apache-2.0
package io.fesh.btf;

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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What a kernel's types cost, from bytes in memory. Run by org.openjdk.jmh.Main on the class path
 * of the tests, another file by {@code -p file=PATH}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BtfBenchmark {
    @Param("/sys/kernel/btf/vmlinux")
    public String file;

    private byte[] bytes;
    private Btf indexed;

    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(Path.of(file));
    }

    /** In a JVM that has compiled nothing of it yet. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(10)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public OptionalInt openAndFindCold() {
        return Btf.of(bytes, file).find("struct file");
    }

    /** The index alone, in such a JVM. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(10)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public int openAndIndexCold() {
        return Btf.of(bytes, file).index().size();
    }

    @Benchmark
    public OptionalInt openAndFind() {
        return Btf.of(bytes, file).find("struct file");
    }

    @Benchmark
    public int openAndIndex() {
        return Btf.of(bytes, file).index().size();
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public OptionalInt findByIndex() {
        return indexed().find("struct file");
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public String print() {
        Btf btf = indexed();
        return new TypePrinter(btf, true, true).print(btf.find("struct task_struct").orElseThrow());
    }

    private Btf indexed() {
        if (indexed == null) {
            indexed = Btf.of(bytes, file);
            indexed.index();
        }
        return indexed;
    }
}
