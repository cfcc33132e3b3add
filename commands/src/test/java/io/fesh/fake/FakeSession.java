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
import io.fesh.recording.Recorder;
import io.fesh.render.StyledText;
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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** A session on a played kernel that is there from the start, which can leave for other targets. */
public final class FakeSession implements Session {
    private final FakeTarget played;
    private Reached now;
    private final Answer out;
    private EventHistory history = new EventHistory(256L << 20);
    private Recorder recorder;
    private Targets targets =
            name -> {
                throw new TargetException(name + " is not a target", "try: target fake");
            };
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

    /** A target and what it knows of its kernel. */
    public record Reached(TraceTarget target, KernelSymbols symbols, Types types) {}

    /** The types of a target, if it tells any. */
    public interface Types {
        KernelTypes get() throws TargetException;
    }

    /** How other targets than the played one are reached. */
    public interface Targets {
        Reached reach(String name) throws TargetException;
    }

    /** From now on other targets can be reached. */
    public void targets(Targets other) {
        targets = other;
    }

    /** From now on hits can be recorded. */
    public void recordings(Recorder.Maker maker) {
        recorder = new Recorder(maker, Set::of, this::recordingFailed);
    }

    private void recordingFailed(Path path, IOException reason) {
        out.diagnostic(StyledText.plain(path + ": " + reason.getMessage()));
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
        this.played = target;
        this.now = new Reached(target, target.symbols(), target::types);
        this.out = new Answer(out);
        this.tutorial = new Tutorial(Progress.inMemory(), this.out);
        this.stream = new StreamGate(out::batch);
        this.java = java.apply(this);
        recordings(
                (path, replace, of, failed) -> {
                    throw new IOException("fake: writes no files");
                });
        target.stream(
                id -> target.describe(id).schema(),
                batch -> router.route(batch, recorder.keep(history, batch), stream));
    }

    @Override
    public boolean isOver() {
        return quit;
    }

    @Override
    public TraceTarget target() {
        return now.target();
    }

    @Override
    public Optional<TraceTarget> attached() {
        return Optional.of(now.target());
    }

    @Override
    public Snippets java() throws TargetException {
        return java.orElseThrow(() -> new TargetException("fake: has no Java", ""));
    }

    @Override
    public KernelSymbols symbols() {
        return now.symbols();
    }

    @Override
    public KernelTypes types() throws TargetException {
        return now.types().get();
    }

    @Override
    public KernelTypes types(List<Path> files) throws TargetException {
        return types.read(files);
    }

    @Override
    public void sync() throws TargetException, InterruptedException {
        now.target().sync();
    }

    @Override
    public Optional<KernelTypes> typesAtHand() {
        try {
            return Optional.of(now.types().get());
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
                return played.clock();
            }

            @Override
            public void await(Object monitor, long nanos) throws InterruptedException {
                if (nanos == Long.MAX_VALUE) {
                    monitor.wait();
                }
                played.pass(nanos);
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
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public String targetState() {
        return now.target().info().name() + ": " + now.target().info().release();
    }

    @Override
    public void changeTarget(String name) throws TargetException {
        if (!name.equals("fake")) {
            now = targets.reach(name);
            history = new EventHistory(256L << 20);
            history.begin(now.target().past());
        }
    }

    @Override
    public void quit() {
        quit = true;
    }
}
