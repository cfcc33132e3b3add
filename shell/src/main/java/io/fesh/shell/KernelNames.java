// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.kernel.TargetException;
import io.fesh.symbols.LoadedModules;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The symbols and types of an attached kernel: read once, and again when modules have come or gone.
 * What could not be read is not tried again; why is said to everyone who asks.
 */
final class KernelNames {
    private final DescribedTarget target;
    private final LoadTimes times;

    /** Held while types are read: only one thread does it. */
    private final ReentrantLock reading = new ReentrantLock();

    private SymbolIndex symbols;
    private TargetException symbolsFailure;
    private LoadedModules modules = LoadedModules.NONE;

    /** How often modules had come or gone when they were asked for; empty if that is not known. */
    private OptionalInt moduleChanges = OptionalInt.empty();

    private BtfTypes types;
    private TargetException typesFailure;

    KernelNames(DescribedTarget target, LoadTimes times) {
        this.target = target;
        this.times = times;
    }

    void readSymbols() {
        try {
            LoadedModules loaded = loadedModules();
            SymbolIndex read = symbolsWith(loaded);
            synchronized (this) {
                symbols = read;
                modules = loaded;
            }
        } catch (TargetException e) {
            synchronized (this) {
                symbolsFailure = e;
            }
        }
    }

    private SymbolIndex symbolsWith(LoadedModules loaded) throws TargetException {
        byte[] kallsyms = target.file(SymbolIndex.KALLSYMS);
        byte[] functions = target.file(SymbolIndex.FUNCTIONS);
        long start = System.nanoTime();
        SymbolIndex read = SymbolIndex.read(kallsyms, functions, loaded);
        times.symbols(System.nanoTime() - start);
        return read;
    }

    private LoadedModules loadedModules() {
        try {
            return LoadedModules.of(target.file(SymbolIndex.MODULES));
        } catch (TargetException e) {
            // a kernel without modules
            return LoadedModules.NONE;
        }
    }

    /** The symbols if they have been read. */
    synchronized Optional<SymbolIndex> symbols() {
        return Optional.ofNullable(symbols);
    }

    /** The symbols, after {@link #readSymbols}. */
    synchronized SymbolIndex requireSymbols() throws TargetException {
        if (symbolsFailure != null) {
            throw symbolsFailure;
        }
        return symbols;
    }

    /**
     * Reads symbols and types anew if modules have come or gone since: what is not known would be
     * taken for what lies before it. A target that counts this is not asked for them in vain.
     *
     * @return the new symbols, if there are any
     */
    Optional<SymbolIndex> refresh() throws TargetException {
        if (symbols().isEmpty()) {
            return Optional.empty();
        }
        OptionalInt changes = target.moduleChanges();
        synchronized (this) {
            if (changes.isPresent() && changes.equals(moduleChanges)) {
                return Optional.empty();
            }
        }
        LoadedModules loaded = loadedModules();
        OptionalInt known = loaded.areSettled() ? changes : OptionalInt.empty();
        synchronized (this) {
            if (loaded.equals(modules)) {
                moduleChanges = known;
                return Optional.empty();
            }
        }
        SymbolIndex read = symbolsWith(loaded);
        synchronized (this) {
            symbols = read;
            modules = loaded;
            moduleChanges = known;
            types = null;
        }
        return Optional.of(read);
    }

    /** The types if they have been read. */
    synchronized Optional<BtfTypes> knownTypes() {
        return Optional.ofNullable(types);
    }

    BtfTypes types() throws TargetException, InterruptedException {
        reading.lockInterruptibly();
        try {
            synchronized (this) {
                if (types != null) {
                    return types;
                }
                if (typesFailure != null) {
                    throw typesFailure;
                }
            }
            BtfTypes read = times.types(target::file, symbols().orElse(SymbolIndex.EMPTY));
            synchronized (this) {
                types = read;
            }
            return read;
        } catch (TargetException e) {
            synchronized (this) {
                typesFailure = e;
            }
            throw e;
        } finally {
            reading.unlock();
        }
    }
}
