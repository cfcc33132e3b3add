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
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Java of a session. All of JShell happens on one thread of its own, which begins with the
 * first line of Java or with {@link #warmUp}; whoever types waits for it and can interrupt it.
 */
public final class SessionJava implements Snippets, AutoCloseable {

    /** For calls of snippets to come to an end after an interrupt, and for the rest by force. */
    private static final long CALLS_MILLIS = 1_000;

    private static final long STOP_MILLIS = 2_000;
    private static final long BETWEEN_STOPS_MILLIS = 10;

    private static final Set<String> API_VARIABLES = Set.of("kernel");

    private final Session session;
    private final Host host;
    private final Printed printed;
    private final Set<String> variables = ConcurrentHashMap.newKeySet();
    private final Set<String> methods = ConcurrentHashMap.newKeySet();
    private final EventClasses eventClasses;
    private volatile boolean stopping;
    private Worker worker = new Worker();
    private String completed = "";
    private Future<Completion> completion;
    private ApiDocs docs;
    private volatile Engine engine;

    /** What was defined when an engine had to be given up. */
    private List<String> lost = List.of();

    public SessionJava(Session session) {
        this.session = session;
        Dispatcher dispatcher = new Dispatcher(CommandTable.standard(), session);
        this.host = new Host(session, dispatcher, new ToldTrouble(session));
        this.printed = new Printed(host, line -> session.out().line(line));
        this.eventClasses = new EventClasses(session);
    }

    /** Gets everything ready behind the prompt, so that the first line of Java is quick. */
    public void warmUp() {
        worker.submit(
                () -> {
                    engine().shell().sourceCodeAnalysis().completionSuggestions("M", 1, new int[1]);
                    return null;
                });
    }

    /**
     * What fits behind {@code source}. Empty if that is not known in time; then it is looked for
     * all the same, and known when the same is asked again.
     */
    public Optional<Completion> complete(String source, long millis) throws InterruptedException {
        if (!source.equals(completed)) {
            completed = source;
            completion = worker.submit(() -> completion(source));
        }
        try {
            return Optional.of(completion.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            if (completion.isDone()) {
                // what fits may be more when the same is typed later
                completed = "";
            }
        }
    }

    private Completion completion(String source) {
        eventClasses.prepare(engine(), source);
        return Completion.of(engine(), session, docs(), source);
    }

    /** What is defined and what the API has, for who cannot wait for more. */
    public List<String> names() {
        List<String> names = new ArrayList<>(variables);
        methods.forEach(method -> names.add(method + "("));
        names.addAll(docs().names());
        return names;
    }

    private synchronized ApiDocs docs() {
        if (docs == null) {
            docs = ApiDocs.ofTheJar();
        }
        return docs;
    }

    private Engine engine() {
        if (engine == null) {
            host.bind();
            printed.redirect();
            engine = new Engine();
            lost.forEach(engine::eval);
            lost = List.of();
        }
        return engine;
    }

    @Override
    public boolean isVariable(String name) {
        return API_VARIABLES.contains(name) || variables.contains(name);
    }

    @Override
    public boolean isUnfinished(String source) throws InterruptedException {
        return await(worker.submit(() -> isUnfinished(engine(), source)));
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
        Exception failure = await(worker.submit(() -> runAll(source)));
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
        } finally {
            printed.end();
            with.shell().variables().forEach(variable -> variables.add(variable.name()));
            with.shell().methods().forEach(method -> methods.add(method.name()));
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
        if (thrown == null && !stopping) {
            Results.show(shell, event, session.out());
        }
    }

    private static boolean isStop(JShellException thrown) {
        return thrown instanceof EvalException eval
                && eval.getExceptionClassName().equals(Stopped.class.getName());
    }

    /** Waits for the thread of Java; an interrupt ends the snippet that it runs. */
    private <T> T await(Future<T> future) throws InterruptedException {
        try {
            return get(future);
        } catch (InterruptedException e) {
            stop(future);
            throw e;
        }
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void stop(Future<?> future) throws InterruptedException {
        stopping = true;
        try {
            host.stopCalls(CALLS_MILLIS);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
            while (!isDone(future)) {
                if (System.nanoTime() > deadline) {
                    giveUp();
                    return;
                }
                Engine running = engine;
                if (running != null) {
                    // does nothing while the compiler runs, so once may not be enough
                    running.stop();
                }
            }
            session.out().diagnostic(StyledText.of(Style.DIM, "interrupted"));
        } finally {
            stopping = false;
            host.allowCalls();
        }
    }

    private static boolean isDone(Future<?> future) throws InterruptedException {
        try {
            future.get(BETWEEN_STOPS_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    /** A snippet that catches even its own end keeps its thread; the session gets another. */
    private void giveUp() {
        lost = definitions(engine.shell()).stream().map(Snippet::source).toList();
        engine = null;
        worker.abandon();
        worker = new Worker();
        variables.clear();
        String what =
                "the snippet does not end: it goes on without the prompt, variables start anew";
        session.out().diagnostic(StyledText.of(Style.ERROR, "error: " + what));
    }

    @Override
    public List<String> sources() throws InterruptedException {
        return await(worker.submit(() -> engine == null ? List.of() : sources(engine.shell())));
    }

    private static List<String> sources(JShell shell) {
        return definitions(shell).stream().map(snippet -> snippet.source().strip()).toList();
    }

    private static List<Snippet> definitions(JShell shell) {
        return shell.snippets()
                .filter(Engine::isTyped)
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(snippet -> snippet.kind().isPersistent())
                .filter(snippet -> snippet.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .toList();
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
