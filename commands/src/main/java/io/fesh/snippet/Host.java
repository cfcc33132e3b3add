// SPDX-License-Identifier: Apache-2.0
package io.fesh.snippet;

import io.fesh.kernel.TargetException;
import io.fesh.parse.LineError;
import io.fesh.verb.CommandFailed;
import io.fesh.verb.Dispatcher;
import io.fesh.verb.Session;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The session as snippets reach it. There is one for the process: compiled snippets share nothing
 * with whoever compiled them but static names.
 */
public final class Host {

    /** What a snippet wants of the session. */
    public interface Call<T> {
        T on(Host host) throws LineError, CommandFailed, TargetException, InterruptedException;
    }

    private static volatile Host current;

    private final Session session;
    private final Dispatcher dispatcher;
    private final Handlers handlers;
    private final Taps taps;
    private final Set<Thread> inside = new HashSet<>();
    private boolean stopping;

    public Host(Session session, Dispatcher dispatcher, Trouble trouble) {
        this.session = session;
        this.dispatcher = dispatcher;
        this.handlers = new Handlers(trouble);
        this.taps = new Taps(trouble);
    }

    /** From now on snippets reach this one. */
    public void bind() {
        current = this;
    }

    public static Host current() {
        Host host = current;
        if (host == null) {
            throw new IllegalStateException("there is no session");
        }
        return host;
    }

    public Session session() {
        return session;
    }

    public Handlers handlers() {
        return handlers;
    }

    public Taps taps() {
        return taps;
    }

    /** Runs a line of a verb. */
    public void command(String line)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        dispatcher.command(line);
    }

    public <T> T call(Call<T> call)
            throws LineError, CommandFailed, TargetException, InterruptedException {
        boolean outermost = enter();
        try {
            return call.on(this);
        } finally {
            if (outermost) {
                leave();
            }
        }
    }

    /** As {@link #call}, for what fails in no way. */
    public void run(Runnable action) {
        boolean outermost = enter();
        try {
            action.run();
        } finally {
            if (outermost) {
                leave();
            }
        }
    }

    private synchronized boolean enter() {
        Thread caller = Thread.currentThread();
        if (handlers.isOwn(caller)) {
            return false;
        }
        if (stopping) {
            throw new Stopped();
        }
        return inside.add(caller);
    }

    private synchronized void leave() {
        inside.remove(Thread.currentThread());
        notifyAll();
    }

    /**
     * From now on snippets get no further than to their next call, and calls that are under way are
     * interrupted. Who ends their threads by force then does not find them within one.
     *
     * @return whether all have come out in time
     */
    public synchronized boolean stopCalls(long millis) throws InterruptedException {
        stopping = true;
        inside.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!inside.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Snippets can call again. */
    public synchronized void allowCalls() {
        stopping = false;
        inside.clear();
    }
}
