// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.complete.KernelView;
import io.fesh.event.BatchSink;
import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventStatus;
import io.fesh.event.HitRouter;
import io.fesh.event.StreamGate;
import io.fesh.jshell.SessionJava;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.recording.Recorder;
import io.fesh.self.Latencies;
import io.fesh.self.SelfFigures;
import io.fesh.settings.Settings;
import io.fesh.symbols.SymbolIndex;
import io.fesh.tutorial.Answer;
import io.fesh.tutorial.Progress;
import io.fesh.tutorial.Tutorial;
import io.fesh.types.TypesInFiles;
import io.fesh.verb.CommandFailed;
import io.fesh.verb.Output;
import io.fesh.verb.Session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The session: at every moment at most one target, attached or about to be, and the hits that came
 * from it.
 */
final class LiveSession implements Session, AutoCloseable {
    /** What the numbered history may take of memory. */
    private static final long HISTORY_BYTES = 64L << 20;

    private static final long LEAVING_MILLIS = 700;

    private final Targets targets;
    private final ShellOutput out;
    private final boolean announced;
    private final Latencies completions = new Latencies();
    private final Runnable changed;

    private final HitRouter router = new HitRouter();
    private final StreamGate stream;
    private final SessionRecorder recorder;
    private volatile Attachment attachment;
    private volatile EventHistory history = new EventHistory(HISTORY_BYTES);
    private volatile boolean quit;
    private final Settings settings = new Settings();
    private final EventLook look;
    private final Answer answer;
    private Tutorial tutorial;
    private final StreamMeter meter = new StreamMeter();
    private volatile Editor editor = Session.super::edit;
    private boolean started;
    private final SessionJava java;
    private final SessionView view;

    /**
     * @param announced whether to say when a target is ready, or is not; somebody at a prompt wants
     *     to know, a script is told when it asks
     * @param changed what the prompt says has changed; called on any thread
     */
    LiveSession(
            String target, Targets targets, ShellOutput out, boolean announced, Runnable changed) {
        this.targets = targets;
        this.out = out;
        this.answer = new Answer(out);
        this.tutorial = new Tutorial(Progress.inMemory(), answer);
        this.stream = new StreamGate(out::batch);
        this.recorder = SessionRecorder.of(() -> attachment.filesAsked(), out);
        this.announced = announced;
        this.changed = changed;
        this.attachment = attachmentTo(target);
        this.java = new SessionJava(this);
        this.view = new SessionView(this, () -> attachment, completions, out);
        this.look = new EventLook(settings, out, this::attached);
    }

    private Attachment attachmentTo(String name) {
        EventHistory own = history;
        return new Attachment(
                name,
                targets,
                batch -> keep(own, batch),
                new TargetNews(out, announced, changed) {
                    @Override
                    public void attached(TraceTarget target) {
                        own.begin(target.past());
                    }

                    @Override
                    public void ready(TraceTarget target, Optional<SymbolIndex> symbols) {
                        look.clockOf(target);
                        super.ready(target, symbols);
                        if (announced) {
                            // the prompt has long been drawn, and nothing is booting any more
                            java.warmUp();
                        }
                    }
                },
                announced);
    }

    private void keep(EventHistory own, EventBatch batch) {
        meter.count(batch);
        router.route(batch, recorder().keep(own, batch), stream);
    }

    StreamMeter meter() {
        return meter;
    }

    /** How many events record now; empty while there is no target. */
    OptionalInt eventsOn() {
        try {
            Optional<TraceTarget> attached = attachment.target();
            if (attached.isPresent()) {
                long on = attached.get().events().stream().filter(EventStatus::enabled).count();
                return OptionalInt.of((int) on);
            }
        } catch (TargetException e) {
            // said by what is asked of it next
        }
        return OptionalInt.empty();
    }

    /** Begins to attach; asking for the target does so too. */
    void start() {
        synchronized (this) {
            if (started) {
                return;
            }
            started = true;
        }
        attachment.start();
    }

    @Override
    public TraceTarget target() throws TargetException, InterruptedException {
        start();
        return attachment.awaitTarget(out::waiting);
    }

    @Override
    public KernelSymbols symbols() throws TargetException, InterruptedException {
        start();
        return attachment.awaitSymbols(out::waiting);
    }

    @Override
    public KernelTypes types() throws TargetException, InterruptedException {
        start();
        return attachment.awaitTypes(out::waiting);
    }

    @Override
    public KernelTypes types(List<Path> files) throws TargetException {
        return TypesInFiles.read(files);
    }

    @Override
    public void sync() throws TargetException, InterruptedException {
        Optional<TraceTarget> attached = attachment.target();
        if (attached.isPresent()) {
            attached.get().sync();
            attachment.refresh();
        }
        java.settle();
    }

    @Override
    public Optional<TraceTarget> attached() {
        return attachment.target();
    }

    @Override
    public SessionJava java() {
        return java;
    }

    /** That of a recording is there when it has been read, which does not take long. */
    @Override
    public EventHistory history() {
        if (attachment.isFile()) {
            start();
            try {
                attachment.awaitTarget(out::waiting);
            } catch (TargetException e) {
                // said by what is asked of the target; until then there are no hits
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return history;
    }

    @Override
    public SelfFigures self() {
        return OwnFigures.of(attachment, history, completions);
    }

    @Override
    public Recorder recorder() {
        return recorder.recorder();
    }

    @Override
    public StreamGate stream() {
        return stream;
    }

    @Override
    public HitRouter.Watch watch(IntPredicate events, BatchSink sink) {
        return router.watch(events, sink);
    }

    /** Who opens an editor; without one {@code edit} says that nobody is there. */
    void editor(Editor other) {
        editor = other;
    }

    interface Editor {
        void edit(String line) throws CommandFailed;
    }

    @Override
    public void edit(String line) throws CommandFailed {
        editor.edit(line);
    }

    /**
     * @param progress where it is kept which lessons are done
     */
    void learns(Progress progress) {
        tutorial = new Tutorial(progress, answer);
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
        return answer;
    }

    @Override
    public String targetState() {
        return TargetWords.state(attachment);
    }

    /** {@code lab 6.1.0}, {@code lab booting}, {@code lab not available}. */
    String promptState() {
        return TargetWords.prompt(attachment) + (stream.isPaused() ? " paused" : "");
    }

    @Override
    public void changeTarget(String name) throws TargetException, InterruptedException {
        targets.check(name);
        attachment.close();
        synchronized (this) {
            history = history.successor();
            // the numbers of what was held back are those of the target that is left
            stream.resume();
            attachment = attachmentTo(name);
            started = false;
        }
        out.symbols(SymbolIndex.EMPTY);
        start();
        changed.run();
        target();
    }

    @Override
    public void quit() {
        quit = true;
    }

    @Override
    public boolean isOver() {
        return quit;
    }

    @Override
    public Optional<KernelTypes> typesAtHand() {
        return attachment.knownTypes().map(KernelTypes.class::cast);
    }

    /** What is known without waiting. */
    KernelView view() {
        return view;
    }

    /** Leaves the target; what attaches meanwhile is given a moment to clean up. */
    @Override
    public void close() {
        java.close();
        recorder.close();
        attachment.close();
        try {
            attachment.awaitEnd(LEAVING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
