// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.kernel.TargetException;
import io.fesh.render.StyledText;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What colours and tip of a long line cost at each key, with the names and types of this machine's
 * kernel. Run with {@code mvn -pl completions -am -Pbench -Dbench=LineBenchmark verify}.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LineBenchmark {
    private static final String LINE =
            "trace mine: vfs_read(file->f_path.dentry->d_name.name, count, file->f_inode->i_size,"
                    + " pos) => ssize_t ret if count > 4096 && comm != \"sh\" stack";

    private final FakeView kernel = new FakeView();

    @Setup
    public void read() throws IOException, TargetException {
        byte[] kallsyms = Files.readAllBytes(Path.of("/proc/kallsyms"));
        byte[] btf = Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux"));
        SymbolIndex symbols =
                SymbolIndex.read(
                        kallsyms,
                        "vfs_read\n".getBytes(StandardCharsets.UTF_8),
                        LoadedModules.NONE);
        BtfTypes types = BtfTypes.read(path -> btf, symbols);
        types.index();
        kernel.symbols = Optional.of(symbols);
        kernel.types = Optional.of(types);
    }

    @Benchmark
    public List<LineColors.Colored> colors() {
        return LineColors.of(LINE, kernel);
    }

    @Benchmark
    public Optional<StyledText> tip() {
        return SignatureTip.at(LINE, LINE.indexOf("count"), kernel);
    }
}
