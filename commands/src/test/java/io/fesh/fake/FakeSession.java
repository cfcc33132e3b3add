// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.BatchSink;
import io.fesh.event.EventHistory;
import io.fesh.event.HitRouter;
import io.fesh.event.StreamGate;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.self.Latencies;
import io.fesh.self.SelfFigures;
import io.fesh.settings.Settings;
import io.fesh.tutorial.Answer;
import io.fesh.tutorial.Progress;
import io.fesh.tutorial.Tutorial;
import io.fesh.verb.MonotonicClock;
import io.fesh.verb.Output;
import io.fesh.verb.Session;
import io.fesh.verb.Snippets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A session on one target that is there from the start. */
public final class FakeSession implements Session {
    private final FakeTarget target;
    private final Answer out;
    private EventHistory history = new EventHistory(256L << 20);
    private final HitRouter router = new HitRouter();
    private final StreamGate stream;
    private final Optional<Snippets> java;
    private final Settings settings = new Settings();
    private final Tutorial tutorial;
    private TypesOfFiles types =
            files -> {
                throw new TargetException("fake: reads no " + files, "");
            };
    private boolean quit;

    /** How the types in files are read. */
    public interface TypesOfFiles {
        KernelTypes read(List<Path> files) throws TargetException;
    }

    /** From now on only so many bytes of hits are kept; a hit of the target's has 100. */
    public void keeps(long bytes) {
        history = new EventHistory(bytes);
    }

    /** From now on files with types can be read. */
    public void typesOfFiles(TypesOfFiles other) {
        types = other;
    }

    /** One that has no Java. */
    public FakeSession(FakeTarget target, Output out) {
        this(target, out, session -> Optional.empty());
    }

    public FakeSession(FakeTarget target, Output out, Function<Session, Optional<Snippets>> java) {
        this.target = target;
        this.out = new Answer(out);
        this.tutorial = new Tutorial(Progress.inMemory(), this.out);
        this.stream = new StreamGate(out::batch);
        this.java = java.apply(this);
        target.stream(
                id -> target.describe(id).schema(),
                batch -> router.route(batch, history.append(batch), stream));
    }

    @Override
    public boolean isOver() {
        return quit;
    }

    @Override
    public TraceTarget target() {
        return target;
    }

    @Override
    public Optional<TraceTarget> attached() {
        return Optional.of(target);
    }

    @Override
    public Snippets java() throws TargetException {
        return java.orElseThrow(() -> new TargetException("fake: has no Java", ""));
    }

    @Override
    public KernelSymbols symbols() {
        return target.symbols();
    }

    @Override
    public KernelTypes types() throws TargetException {
        return target.types();
    }

    @Override
    public KernelTypes types(List<Path> files) throws TargetException {
        return types.read(files);
    }

    @Override
    public void sync() {
        target.sync();
    }

    @Override
    public Optional<KernelTypes> typesAtHand() {
        try {
            return Optional.of(target.types());
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    @Override
    public EventHistory history() {
        return history;
    }

    @Override
    public StreamGate stream() {
        return stream;
    }

    @Override
    public HitRouter.Watch watch(IntPredicate events, BatchSink sink) {
        return router.watch(events, sink);
    }

    /** Of memory and times that nobody has measured here there is nothing to say. */
    @Override
    public SelfFigures self() {
        return new SelfFigures(
                0,
                0,
                0,
                0,
                0,
                0,
                new Latencies(),
                history.total(),
                history.bytes(),
                history.maxBytes(),
                0,
                0);
    }

    /** Who looks on for some time sees nothing in it, at once. */
    @Override
    public MonotonicClock clock() {
        return new MonotonicClock() {
            @Override
            public long nanos() {
                return target.clock();
            }

            @Override
            public void await(Object monitor, long nanos) throws InterruptedException {
                if (nanos == Long.MAX_VALUE) {
                    monitor.wait();
                }
                target.pass(nanos);
            }
        };
    }

    @Override
    public Tutorial tutorial() {
        return tutorial;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Output out() {
        return out;
    }

    @Override
    public String targetState() {
        return "fake: " + target.info().release();
    }

    @Override
    public void changeTarget(String name) throws TargetException {
        if (!name.equals("fake")) {
            throw new TargetException(name + " is not a target", "try: target fake");
        }
    }

    @Override
    public void quit() {
        quit = true;
    }
}
