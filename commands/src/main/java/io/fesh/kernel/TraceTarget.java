// SPDX-License-Identifier: Apache-2.0
package io.fesh.kernel;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.event.EventSource;
import io.fesh.event.EventStatus;
import io.fesh.parse.LineError;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A kernel that can be asked and traced, and one session on it: closing the target removes every
 * event that was made through it. Safe for use by several threads.
 */
public interface TraceTarget extends AutoCloseable {

    TargetInfo info();

    /**
     * Gives one line of uapi/fesh.h to the kernel: creates an event (disabled), or {@code enable
     * NAME}, {@code disable NAME}, {@code fuse NAME N}, {@code -NAME}.
     *
     * @return the id of the event; 0 for all of them
     * @throws LineError the kernel refused it; the span is in {@code line}
     */
    int submit(String line) throws LineError, TargetException;

    /**
     * As {@link #submit(String)}, of an event. A target that is asked for schemas by verbs and
     * decoders keeps {@code source} for as long as the session lasts: the kernel does not.
     */
    default int submit(String line, EventSource source) throws LineError, TargetException {
        return submit(line);
    }

    EventStatus describe(int id) throws TargetException;

    /** All events of the session, by id. */
    List<EventStatus> events() throws TargetException;

    /**
     * Where hits go from now on: called on one thread of the target's, with whole batches in the
     * order of time. Called once, before the first event is enabled.
     *
     * @param schemas gives the schema of an id for decoding
     */
    void stream(java.util.function.IntFunction<EventSchema> schemas, Consumer<EventBatch> sink);

    /** Returns when everything recorded before the call has been handed to the sink. */
    void sync() throws TargetException, InterruptedException;

    /**
     * How often modules had come or gone at the last {@link #sync}: while it is the same, so are
     * the kernel's symbols and types.
     *
     * @return empty if that is not counted
     */
    default OptionalInt moduleChanges() throws TargetException {
        return OptionalInt.empty();
    }

    /**
     * Reads kernel memory as it is now.
     *
     * @param length at most 1 MiB
     * @return the bytes up to the first that could not be read, so none if that is the first
     */
    byte[] read(long address, int length) throws TargetException;

    /** Reads a whole file of the target's, such as /proc/kallsyms. */
    byte[] file(String path) throws TargetException;

    /**
     * Runs a command with the target's {@code /bin/sh -c}; an interrupt of this thread sends SIGINT
     * to it.
     *
     * @return as a shell gives it: the exit status, or 128 + the signal
     */
    int run(String command, RunOutput output) throws TargetException, InterruptedException;

    /**
     * Hits that there were before anybody attached, with their numbers, oldest first; those that
     * come have larger ones.
     */
    default List<EventHistory.Kept> past() {
        return List.of();
    }

    /** Whether there is a kernel behind it, from which hits can come. */
    default boolean isLive() {
        return true;
    }

    /**
     * When the clock of its events was 0, by the clock of this machine: that of the target may be
     * wrong.
     */
    default Instant booted() throws TargetException {
        return BootTime.of(this);
    }

    @Override
    void close();

    /** Where the output of {@link #run} goes, as it comes. */
    interface RunOutput {
        void out(byte[] bytes);

        void err(byte[] bytes);
    }
}
