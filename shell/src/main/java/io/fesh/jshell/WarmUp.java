// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Does behind the prompt what the first line of Java would wait for: the compiler loads the classes
 * that it needs for a class, a lambda and a chain of calls. Between two steps whoever types is
 * served.
 */
final class WarmUp {
    /** What people begin with: the class of an event, and a filter of the API's. */
    private static final List<String> LINES =
            List.of(
                    "events().filter(e -> e.has(\"a\") && e.u64(\"a\") > 1).count()",
                    "record Warm(Event event) { long a() { return event.u64(\"a\"); } }",
                    "events().map(Warm::new).mapToLong(Warm::a).max()");

    private final Worker worker;
    private final Supplier<Engine> engine;
    private final List<Callable<Void>> steps;

    WarmUp(Worker worker, Supplier<Engine> engine, Runnable docs) {
        this.worker = worker;
        this.engine = engine;
        this.steps =
                List.of(
                        () -> done(docs),
                        () -> done(engine::get),
                        () -> done(() -> engine.get().tryOut(LINES)),
                        () -> done(this::complete));
    }

    private static Void done(Runnable step) {
        step.run();
        return null;
    }

    void begin() {
        begin(0);
    }

    private void begin(int step) {
        worker.submit(
                () -> {
                    steps.get(step).call();
                    if (step + 1 < steps.size()) {
                        begin(step + 1);
                    }
                    return null;
                });
    }

    private void complete() {
        engine.get().shell().sourceCodeAnalysis().completionSuggestions("M", 1, new int[1]);
    }
}
