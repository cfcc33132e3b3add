// SPDX-License-Identifier: Apache-2.0
package io.fesh.jshell;

import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Runs snippets in this process, each on a thread that JShell makes for it. Here the result is
 * turned into text on that thread, too, so that this can be interrupted and may throw; threads that
 * a snippet begins go on behind the prompt; and no snippet ends the process.
 */
public final class SnippetExecution extends LocalExecutionControl {
    private static final Method RUN = runMethod();

    /** From the thread of the engine to the one that it makes. */
    private static final InheritableThreadLocal<Begun> BEGUN = new InheritableThreadLocal<>();

    private static final Set<Thread.State> WAITS =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private record Begun(Method snippet, Thread engine, UncaughtExceptionHandler uncaught) {}

    private record Shown(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private final UncaughtExceptionHandler uncaught;

    private SnippetExecution(UncaughtExceptionHandler uncaught) {
        this.uncaught = uncaught;
    }

    /**
     * @param uncaught is told what ends a thread that is not a snippet's own
     */
    static ExecutionControlProvider provider(UncaughtExceptionHandler uncaught) {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "fesh";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return new SnippetExecution(uncaught);
            }
        };
    }

    private static Method runMethod() {
        try {
            return SnippetExecution.class.getMethod("run");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(
                Arrays.stream(classes)
                        .map(
                                type ->
                                        new ClassBytecodes(
                                                type.name(), Exit.refused(type.bytecodes())))
                        .toArray(ClassBytecodes[]::new));
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        BEGUN.set(new Begun(snippet, Thread.currentThread(), uncaught));
        try {
            return super.invoke(RUN);
        } finally {
            BEGUN.remove();
        }
    }

    /** What JShell calls, on the thread that it has made. */
    public static Object run() throws Throwable {
        Begun begun = BEGUN.get();
        // its own threads are nobody's snippets
        BEGUN.remove();
        tellOthers(begun.uncaught);
        // JShell waits for the threads that it finds now: only for this one
        while (!WAITS.contains(begun.engine.getState())) {
            Thread.onSpinWait();
        }
        try {
            return new Shown(valueString(begun.snippet.invoke(null)));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * JShell has set a handler for this thread, which takes what ends others for nothing. From JDK
     * 20 on it is the thread group that does, and there is no way around it.
     */
    private static void tellOthers(UncaughtExceptionHandler uncaught) {
        Thread own = Thread.currentThread();
        UncaughtExceptionHandler ofJShell = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> {
                    if (thread == own && ofJShell != null) {
                        ofJShell.uncaughtException(thread, thrown);
                    } else {
                        uncaught.uncaughtException(thread, thrown);
                    }
                });
    }
}
