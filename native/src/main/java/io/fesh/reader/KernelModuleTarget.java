// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.EventBatch;
import io.fesh.event.EventSchema;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The kernel of this machine, through /dev/fesh and the C reader in this process. */
public final class KernelModuleTarget implements TraceTarget {
    /** Where the module makes its device. */
    public static final String DEVICE = "/dev/fesh";

    private static final int DESCRIBE_FIRST = 16 << 10;

    private final TargetInfo info;
    private final ReaderLibrary reader;
    private final EventPump pump;
    // Calls share it, close takes it alone: nobody is in the library when its handle goes.
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private boolean closed;

    private KernelModuleTarget(String device) throws TargetException {
        this.reader = open(device);
        this.pump = new EventPump(reader);
        this.info = describeThisMachine();
    }

    /**
     * @throws TargetException there is no module, no permission, another ABI version: each with its
     *     cure
     */
    public static KernelModuleTarget open() throws TargetException {
        return new KernelModuleTarget(DEVICE);
    }

    private static ReaderLibrary open(String device) throws TargetException {
        try {
            return ReaderLibrary.open(device);
        } catch (LinkageError e) {
            throw new TargetException(
                    "libfeshreader.so cannot be loaded: " + e.getMessage(),
                    "-D"
                            + NativeLoader.PROPERTY
                            + "=PATH names another file;"
                            + " -Djava.io.tmpdir=DIR a directory from which files may be executed",
                    e);
        }
    }

    private static TargetInfo describeThisMachine() throws TargetException {
        return new TargetInfo(
                "local",
                line("/proc/sys/kernel/osrelease"),
                machine(),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/sys/kernel/random/boot_id"));
    }

    private static String machine() {
        String arch = System.getProperty("os.arch");
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    private static String line(String path) throws TargetException {
        return new String(read(path), StandardCharsets.UTF_8).strip();
    }

    @Override
    public TargetInfo info() {
        return info;
    }

    @Override
    public int submit(String line) throws LineError, TargetException {
        byte[] text = LineAnswer.encode(line);
        byte[] answer = new byte[Abi.LINE_SIZE];
        enter();
        try {
            requireDone(reader.line(text, answer));
        } finally {
            leave();
        }
        return LineAnswer.decode(line, answer);
    }

    @Override
    public EventStatus describe(int id) throws TargetException {
        return DescribeText.only(describeAll(id), id);
    }

    @Override
    public List<EventStatus> events() throws TargetException {
        return describeAll(0);
    }

    private List<EventStatus> describeAll(int id) throws TargetException {
        enter();
        try {
            byte[] text = new byte[DESCRIBE_FIRST];
            int whole = requireDone(reader.describe(id, text));
            while (whole > text.length) {
                text = new byte[whole];
                whole = requireDone(reader.describe(id, text));
            }
            return DescribeText.parse(Arrays.copyOf(text, whole));
        } finally {
            leave();
        }
    }

    private static int requireDone(int result) throws TargetException {
        if (result < 0) {
            throw new TargetException(ReaderLibrary.message(result), "");
        }
        return result;
    }

    @Override
    public void stream(IntFunction<EventSchema> schemas, Consumer<EventBatch> sink) {
        pump.start(schemas, sink);
    }

    @Override
    public void sync() throws TargetException, InterruptedException {
        CompletableFuture<Void> delivered;
        enter();
        try {
            delivered = pump.sync();
        } finally {
            leave();
        }
        EventPump.await(delivered);
    }

    @Override
    public OptionalInt moduleChanges() throws TargetException {
        enter();
        try {
            return OptionalInt.of(requireDone(reader.modules()));
        } finally {
            leave();
        }
    }

    @Override
    public byte[] read(long address, int length) throws TargetException {
        byte[] bytes = new byte[Objects.checkIndex(length, Abi.READ_MAX + 1)];
        enter();
        try {
            int done = requireDone(reader.read(address, bytes));
            return Arrays.copyOf(bytes, done);
        } finally {
            leave();
        }
    }

    private void enter() throws TargetException {
        inUse.readLock().lock();
        if (closed) {
            inUse.readLock().unlock();
            throw new TargetException("local is closed", "");
        }
    }

    private void leave() {
        inUse.readLock().unlock();
    }

    @Override
    public byte[] file(String path) throws TargetException {
        return read(path);
    }

    private static byte[] read(String path) throws TargetException {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (NoSuchFileException e) {
            throw new TargetException(path + ": No such file or directory", "", e);
        } catch (AccessDeniedException e) {
            throw new TargetException(path + ": Permission denied", "", e);
        } catch (IOException e) {
            throw new TargetException(e.getMessage(), "", e);
        }
    }

    @Override
    public int run(String command, RunOutput output) throws TargetException {
        return LocalCommand.run(command, output);
    }

    @Override
    public void close() {
        boolean ended = pump.stop();
        inUse.writeLock().lock();
        try {
            // A sink that never returns keeps the session until this process ends.
            if (!closed && ended) {
                reader.close();
            }
            closed = true;
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
