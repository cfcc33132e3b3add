// SPDX-License-Identifier: Apache-2.0
package io.fesh.verb;

import io.fesh.event.BatchSink;
import io.fesh.event.EventHistory;
import io.fesh.event.HitRouter;
import io.fesh.event.StreamGate;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TraceTarget;
import io.fesh.recording.Recorder;
import io.fesh.self.SelfFigures;
import io.fesh.settings.Settings;
import io.fesh.tutorial.Tutorial;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What a verb acts on. Targets attach behind the prompt, so asking for one may wait; what was asked
 * is shown meanwhile by the shell.
 */
public interface Session {

    /** The attached target; waits until it is. */
    TraceTarget target() throws TargetException, InterruptedException;

    /** The target's symbols; waits until they are read. */
    KernelSymbols symbols() throws TargetException, InterruptedException;

    /** The target's types; reads them if nobody has yet. */
    KernelTypes types() throws TargetException, InterruptedException;

    /** The target's types if they have been read already; for what is worth no wait. */
    Optional<KernelTypes> typesAtHand();

    /** The target if it is attached now; does not wait. */
    Optional<TraceTarget> attached();

    /**
     * The types in files of this machine: a kernel's, and its modules'. No target is asked.
     *
     * @param files BTF, ELF files with a section of it, images that boot, or folders of such
     */
    KernelTypes types(List<Path> files) throws TargetException;

    /** Returns when what the target recorded so far has been given to the output. */
    void sync() throws TargetException, InterruptedException;

    /** Java at the prompt. */
    Snippets java() throws TargetException;

    EventHistory history();

    /** What writes hits to a file. */
    Recorder recorder();

    /** The stream to {@link #out}, which can be held back. */
    StreamGate stream();

    /**
     * From now on hits of some events are not shown in the stream but handed over, on the thread
     * that brings them; they are in the history all the same.
     *
     * @param events whose hits, by id
     * @param sink takes whole batches: it looks for those hits itself
     */
    HitRouter.Watch watch(IntPredicate events, BatchSink sink);

    Output out();

    Settings settings();

    /** The lessons, and how far somebody is in them. */
    Tutorial tutorial();

    /** What the shell has measured of itself; waits for nothing. */
    SelfFigures self();

    /** What time verbs take. */
    default MonotonicClock clock() {
        return MonotonicClock.SYSTEM;
    }

    /**
     * Lets somebody at a terminal change a line in an editor; what is left of it is then in the
     * line that is typed.
     *
     * @param line empty for the one that was typed last
     */
    default void edit(String line) throws CommandFailed {
        throw new CommandFailed("edit needs somebody at a terminal");
    }

    /** What was asked for with {@code --target}, and how far it is: {@code lab: booting 4s}. */
    String targetState();

    /**
     * Leaves the target and attaches to another in its place; not if that is known not to be there.
     */
    void changeTarget(String name) throws TargetException, InterruptedException;

    /** The shell ends after this line. */
    void quit();

    /** Whether somebody has quit. */
    boolean isOver();
}
