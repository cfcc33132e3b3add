// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.EventSchema;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.symbols.SymbolIndex;
import io.fesh.types.BtfTypes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One target from the moment it is asked for until it is left. It attaches and reads its symbols on
 * a thread of its own; whoever needs one of them waits for it here.
 */
final class Attachment implements AutoCloseable {

    /** Told on the attachment's thread. */
    interface Listener {
        /** What the prompt says has changed. */
        void changed();

        /** No hit has come yet. */
        void attached(TraceTarget target);

        void ready(TraceTarget target, Optional<SymbolIndex> symbols);

        /** Modules have come or gone; told on the thread that asked. */
        void symbolsChanged(SymbolIndex symbols);

        /** Of the target's types, ahead of who asks for them. */
        void typesRead(int count);

        void failed(TargetException reason);

        void trouble(String line);
    }

    private final String name;
    private final Targets targets;
    private final Consumer<EventBatch> sink;
    private final Listener listener;
    private final boolean eager;
    private final Thread thread;

    private final LoadTimes times = new LoadTimes();

    private String progress = "attaching";
    private DescribedTarget target;
    private KernelNames names;
    private TargetException failure;
    private boolean done;
    private boolean closed;
    private int waiters;

    /**
     * @param sink where hits go, on a thread of the target's
     * @param eager types are read before anybody asks for them
     */
    Attachment(
            String name,
            Targets targets,
            Consumer<EventBatch> sink,
            Listener listener,
            boolean eager) {
        this.name = name;
        this.targets = targets;
        this.sink = sink;
        this.listener = listener;
        this.eager = eager;
        this.thread = new Thread(this::attach, "attach " + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void attach() {
        try {
            TraceTarget plain =
                    targets.attach(
                            name,
                            new Targets.Watcher() {
                                @Override
                                public void progress(String what) {
                                    Attachment.this.progress(what);
                                }

                                @Override
                                public void trouble(String line) {
                                    listener.trouble(line);
                                }
                            });
            if (!attached(new DescribedTarget(plain))) {
                plain.close();
                return;
            }
            progress("reading symbols");
            names().readSymbols();
            finish(null);
        } catch (TargetException e) {
            finish(e);
        } catch (InterruptedException e) {
            finish(new TargetException(name + ": given up", ""));
        } catch (RuntimeException | Error e) {
            finish(new TargetException(name + ": " + e, "", e));
        }
        if (eager && target().isPresent()) {
            readTypesAhead();
        }
    }

    /** False if it was left meanwhile. */
    private synchronized boolean attached(DescribedTarget attached) {
        if (closed) {
            return false;
        }
        target = attached;
        names = new KernelNames(attached, times);
        listener.attached(target);
        target.stream(sink);
        return true;
    }

    /** What is known of the kernel's names follows the modules that have come or gone since. */
    void refresh() throws TargetException {
        KernelNames known;
        synchronized (this) {
            if (names == null || !done) {
                return;
            }
            known = names;
        }
        known.refresh().ifPresent(listener::symbolsChanged);
    }

    /** Behind the prompt. Why it failed is said to who asks for them. */
    private void readTypesAhead() {
        try {
            listener.typesRead(names().types().count());
        } catch (TargetException | InterruptedException e) {
            // kept, or left
        }
    }

    private void finish(TargetException reason) {
        boolean told;
        synchronized (this) {
            // a failure is said by who waits for the target
            told = closed || reason != null && waiters > 0;
        }
        // before anybody can go on: no event may be shown without the symbols
        if (!told && reason == null) {
            listener.ready(target, symbols());
        } else if (!told) {
            listener.failed(reason);
        }
        synchronized (this) {
            failure = reason;
            done = true;
            notifyAll();
        }
        listener.changed();
    }

    private void progress(String what) {
        synchronized (this) {
            if (progress.equals(what)) {
                return;
            }
            progress = what;
            notifyAll();
        }
        listener.changed();
    }

    String name() {
        return name;
    }

    /** Whether it is to a recording. */
    boolean isFile() {
        return name.startsWith("file:");
    }

    /** {@code booting 4s} while it attaches; empty when that is over. */
    synchronized String progress() {
        return done ? "" : progress;
    }

    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** The target if it can be used now. */
    synchronized Optional<TraceTarget> target() {
        return done && failure == null ? Optional.of(target) : Optional.empty();
    }

    /** The symbols if they can be used now. */
    synchronized Optional<SymbolIndex> symbols() {
        return Optional.ofNullable(names).flatMap(KernelNames::symbols);
    }

    /** The events of the session, as far as they are known here. */
    List<EventSchema> events() {
        DescribedTarget attached;
        synchronized (this) {
            attached = target;
        }
        return attached == null ? List.of() : attached.known();
    }

    /** What it has given of its kernel: the paths of files. */
    Set<String> filesAsked() {
        DescribedTarget attached;
        synchronized (this) {
            attached = target;
        }
        return attached == null ? Set.of() : attached.asked();
    }

    LoadTimes times() {
        return times;
    }

    /** The types if they can be used now. */
    synchronized Optional<BtfTypes> knownTypes() {
        return Optional.ofNullable(names).flatMap(KernelNames::knownTypes);
    }

    /** Waits until it is attached; {@code waiting} is told what for. */
    TraceTarget awaitTarget(Consumer<String> waiting) throws TargetException, InterruptedException {
        awaitDone(waiting);
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            return target;
        }
    }

    SymbolIndex awaitSymbols(Consumer<String> waiting)
            throws TargetException, InterruptedException {
        awaitTarget(waiting);
        return names().requireSymbols();
    }

    BtfTypes awaitTypes(Consumer<String> waiting) throws TargetException, InterruptedException {
        awaitTarget(waiting);
        Optional<BtfTypes> known = knownTypes();
        if (known.isPresent()) {
            return known.get();
        }
        waiting.accept(name + ": reading types");
        try {
            return names().types();
        } finally {
            waiting.accept("");
        }
    }

    /** After it has attached. */
    private synchronized KernelNames names() {
        return names;
    }

    private void awaitDone(Consumer<String> waiting) throws InterruptedException {
        String last = "";
        synchronized (this) {
            waiters++;
        }
        try {
            for (String now = news(last); !now.isEmpty(); now = news(last)) {
                waiting.accept(name + ": " + now);
                last = now;
            }
        } finally {
            synchronized (this) {
                waiters--;
            }
            if (!last.isEmpty()) {
                waiting.accept("");
            }
        }
    }

    /** Waits until the progress is another than {@code last}; empty when all is done. */
    private synchronized String news(String last) throws InterruptedException {
        while (!done && progress.equals(last)) {
            wait();
        }
        return done ? "" : progress;
    }

    /** Leaves the target, also in the midst of attaching. */
    @Override
    public void close() {
        TraceTarget attached;
        synchronized (this) {
            closed = true;
            attached = target;
        }
        thread.interrupt();
        if (attached != null) {
            attached.close();
        }
    }

    /** Waits for what {@link #close} began. */
    void awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
