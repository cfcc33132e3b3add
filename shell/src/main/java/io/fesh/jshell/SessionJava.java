// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import io.fesh.parse.LineError;
import io.fesh.render.Style;
import io.fesh.render.StyledText;
import io.fesh.snippet.Host;
import io.fesh.snippet.Stopped;
import io.fesh.verb.CommandFailed;
import io.fesh.verb.CommandTable;
import io.fesh.verb.Dispatcher;
import io.fesh.verb.Session;
import io.fesh.verb.Snippets;

import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The Java of a session. All of JShell happens on one thread of its own, which begins with the
 * first line of Java or with {@link #warmUp}; whoever types waits for it and can interrupt it.
 */
public final class SessionJava implements Snippets, AutoCloseable {

    private final Session session;
    private final ToldTrouble trouble;
    private final Host host;
    private final Printed printed;
    private final Definitions definitions = new Definitions();
    private final EventClasses eventClasses;
    private final Waiting waiting;
    private volatile Worker worker = new Worker();
    private String completed = "";
    private Future<Completion> completion;
    private final Supplier<ApiDocs> docsSource;
    private ApiDocs docs;
    private volatile Engine engine;

    /** What was defined when an engine had to be given up. */
    private volatile List<String> lost = List.of();

    public SessionJava(Session session) {
        this(session, ApiDocs::ofTheJar);
    }

    SessionJava(Session session, Supplier<ApiDocs> docsSource) {
        this.docsSource = docsSource;
        this.session = session;
        Dispatcher dispatcher = new Dispatcher(CommandTable.standard(), session);
        this.trouble = new ToldTrouble(session);
        this.host = new Host(session, dispatcher, trouble);
        this.printed = new Printed(host, line -> session.out().line(line));
        this.eventClasses = new EventClasses(session);
        this.waiting = new Waiting(host, () -> Optional.ofNullable(engine), ends());
    }

    private Waiting.Ends ends() {
        return new Waiting.Ends() {
            @Override
            public void interrupted() {
                session.out().diagnostic(StyledText.of(Style.DIM, "interrupted"));
            }

            @Override
            public void never() {
                giveUp();
            }
        };
    }

    /** Gets everything ready behind the prompt, so that the first line of Java is quick. */
    public void warmUp() {
        new WarmUp(worker, this::engine, this::docs).begin();
    }

    /**
     * What fits behind {@code source}. While Java does something else that is what is known without
     * the compiler, at once, or what it knows in so many milliseconds. Where that is not all, it is
     * looked for all the same, and known when the same is asked again.
     */
    public Completion complete(String source, long millis) throws InterruptedException {
        Optional<Completion> named = Completion.ofNames(session, source);
        if (named.isPresent()) {
            return named.get();
        }
        boolean idle = worker.isIdle();
        if (!source.equals(completed)) {
            completed = source;
            completion = worker.submit(() -> completion(source));
        }
        Completion known = Completion.known(definitions.names(), docs(), source);
        try {
            boolean wait = idle || known.choices().isEmpty();
            return completion.get(wait ? millis : 0, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // the analysis of what is half typed fails now and then
            return known;
        } finally {
            if (completion.isDone()) {
                // what fits may be more when the same is typed later
                completed = "";
            }
        }
    }

    /**
     * Looks up what the name at the end of {@code source} is; {@code tell} is given it, on another
     * thread, also where nothing is known of it.
     */
    public void explain(String source, Consumer<List<String>> tell) {
        worker.submit(
                () -> {
                    tell.accept(Explanation.of(engine(), docs(), source));
                    return null;
                });
    }

    private Completion completion(String source) {
        eventClasses.prepare(engine(), source);
        return Completion.of(engine(), docs(), source);
    }

    private synchronized ApiDocs docs() {
        if (docs == null) {
            docs = docsSource.get();
        }
        return docs;
    }

    private Engine engine() {
        if (engine == null) {
            host.bind();
            printed.redirect();
            engine = new Engine(trouble::ended);
            lost.forEach(engine::eval);
            lost = List.of();
            definitions.update(engine.shell());
        }
        return engine;
    }

    @Override
    public Optional<Kind> kind(String name) {
        return definitions.kind(name);
    }

    @Override
    public boolean isUnfinished(String source) throws InterruptedException {
        return waiting.await(worker.submit(() -> isUnfinished(engine(), source)));
    }

    private static boolean isUnfinished(Engine engine, String source) {
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo info = engine.shell().sourceCodeAnalysis().analyzeCompletion(rest);
            if (info.completeness() == Completeness.DEFINITELY_INCOMPLETE
                    || info.completeness() == Completeness.CONSIDERED_INCOMPLETE) {
                return true;
            }
            rest = info.remaining();
        }
        return false;
    }

    @Override
    public void run(String source) throws LineError, CommandFailed, InterruptedException {
        Exception failure = waiting.await(worker.submit(() -> runAll(source)));
        if (failure instanceof LineError error) {
            throw error;
        } else if (failure instanceof CommandFailed failed) {
            throw failed;
        }
    }

    /** What is wrong; null if nothing is. */
    private Exception runAll(String source) {
        Engine with = engine();
        String rest = source;
        try {
            while (!rest.isBlank()) {
                CompletionInfo info = with.shell().sourceCodeAnalysis().analyzeCompletion(rest);
                String snippet = (info.source() == null ? rest : info.source()).stripLeading();
                rest = info.source() == null ? "" : info.remaining();
                eventClasses.prepare(with, snippet);
                for (SnippetEvent event : with.eval(snippet)) {
                    show(with.shell(), event);
                }
            }
            return null;
        } catch (LineError | CommandFailed e) {
            return e;
        } catch (OutOfMemoryError e) {
            // of the compiler, which has what variables have left
            return new CommandFailed("error: OutOfMemoryError: " + e.getMessage());
        } finally {
            printed.repair();
            printed.end();
            definitions.update(with.shell());
            freeMemory(with);
        }
    }

    private void show(JShell shell, SnippetEvent event) throws LineError, CommandFailed {
        if (event.causeSnippet() != null) {
            // what changed because of another snippet is not what was typed
            return;
        }
        printed.end();
        if (event.status() == Status.REJECTED) {
            List<Diag> diagnostics = shell.diagnostics(event.snippet()).toList();
            throw Diagnosis.of(shell, event.snippet().source(), diagnostics);
        }
        JShellException thrown = event.exception();
        if (thrown != null && !isStop(thrown)) {
            throw new CommandFailed(Thrown.text(shell, thrown));
        }
        if (thrown == null && !waiting.isStopping()) {
            Results.show(shell, event, session.out());
        }
    }

    private static boolean isStop(JShellException thrown) {
        return thrown instanceof EvalException eval
                && eval.getExceptionClassName().equals(Stopped.class.getName());
    }

    /** A snippet that catches even its own end keeps its thread; the session gets another. */
    private void giveUp() {
        worker.abandon();
        worker = new Worker();
        beginAnew(Definitions.sources(engine.shell()));
        String what =
                "the snippet does not end: it goes on without the prompt, variables start anew";
        session.out().diagnostic(StyledText.of(Style.ERROR, "error: " + what));
    }

    /** With an engine that has these definitions and none of the values. */
    private void beginAnew(List<String> sources) {
        lost = sources;
        engine = null;
        definitions.clear();
    }

    /** What variables hold is held for ever, and the stream and the compiler need memory, too. */
    private void freeMemory(Engine full) {
        if (isFull()) {
            // most of it may be nobody's any more
            System.gc();
            if (isFull()) {
                beginAnew(Definitions.withoutVariables(full.shell()));
                String what = "variables of Java are gone: they held most of the memory";
                session.out().diagnostic(StyledText.of(Style.ERROR, "error: " + what));
            }
        }
    }

    private static boolean isFull() {
        Runtime memory = Runtime.getRuntime();
        return memory.totalMemory() - memory.freeMemory() > memory.maxMemory() / 4 * 3;
    }

    @Override
    public List<String> sources() throws InterruptedException {
        return waiting.await(
                worker.submit(() -> engine == null ? lost : Definitions.sources(engine.shell())));
    }

    /** Returns when handlers have had all hits so far. */
    public void settle() throws InterruptedException {
        host.handlers().settle();
    }

    @Override
    public void close() {
        host.handlers().close();
        host.taps().close();
        worker.abandon();
        printed.restore();
    }
}
