// SPDX-License-Identifier: Apache-2.0
package io.fesh.shell;

import io.fesh.event.EventBatch;
import io.fesh.event.EventHistory;
import io.fesh.event.EventSchema;
import io.fesh.event.EventSource;
import io.fesh.event.EventStatus;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A target that remembers the schema of every event made through it, and what the event was made
 * from. Asked for before the event is enabled, so that decoding a hit never has to ask the target,
 * on whose own thread that may be.
 */
final class DescribedTarget implements TraceTarget {
    /** Where types are found that not everybody asks for: of modules, and of system calls. */
    private static final List<String> ABOUT_THE_KERNEL =
            List.of("/sys/kernel/btf/", "/sys/kernel/tracing/events/syscalls/");

    private final TraceTarget target;
    private final Map<Integer, EventSchema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, EventSource> sources = new ConcurrentHashMap<>();

    /** The ids of the events that have not been removed. */
    private final Set<Integer> live = new ConcurrentSkipListSet<>();

    /** The paths of the files that it gave of what the kernel is, not of what it does. */
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    /** With the events of a recording, which nobody makes any more. */
    DescribedTarget(TraceTarget target) throws TargetException {
        this.target = target;
        if (!target.isLive()) {
            for (EventStatus event : target.events()) {
                schemas.put(event.schema().id(), event.schema());
                live.add(event.schema().id());
            }
        }
    }

    Set<String> asked() {
        return asked;
    }

    private EventSchema schema(int id) {
        EventSchema schema = schemas.get(id);
        if (schema == null) {
            throw new IllegalStateException("a hit of event " + id + ", which was never made");
        }
        return schema;
    }

    /** The events of the session in the order of their making, without asking the target. */
    List<EventSchema> known() {
        return live.stream().map(schemas::get).toList();
    }

    @Override
    public int submit(String line) throws LineError, TargetException {
        int id = target.submit(line);
        boolean removes = line.stripLeading().startsWith("-");
        // 0 stands for all events; one that was removed by the line is described already
        if (id > 0 && !schemas.containsKey(id)) {
            schemas.put(id, target.describe(id).schema());
            live.add(id);
        }
        if (removes && id == 0) {
            live.clear();
        } else if (removes) {
            live.remove(id);
        }
        return id;
    }

    @Override
    public int submit(String line, EventSource source) throws LineError, TargetException {
        int id = target.submit(line);
        sources.put(id, source);
        schemas.put(id, describe(id).schema());
        live.add(id);
        return id;
    }

    @Override
    public void stream(IntFunction<EventSchema> others, Consumer<EventBatch> sink) {
        target.stream(others, sink);
    }

    /** As {@link #stream}, with the schemas that it remembers. */
    void stream(Consumer<EventBatch> sink) {
        target.stream(this::schema, sink);
    }

    @Override
    public TargetInfo info() {
        return target.info();
    }

    @Override
    public EventStatus describe(int id) throws TargetException {
        return known(target.describe(id));
    }

    @Override
    public List<EventStatus> events() throws TargetException {
        return target.events().stream().map(this::known).toList();
    }

    private EventStatus known(EventStatus event) {
        EventSource source = sources.get(event.schema().id());
        return source == null ? event : event.with(source);
    }

    @Override
    public void sync() throws TargetException, InterruptedException {
        target.sync();
    }

    @Override
    public OptionalInt moduleChanges() throws TargetException {
        return target.moduleChanges();
    }

    @Override
    public byte[] read(long address, int length) throws TargetException {
        return target.read(address, length);
    }

    @Override
    public byte[] file(String path) throws TargetException {
        byte[] content = target.file(path);
        if (ABOUT_THE_KERNEL.stream().anyMatch(path::startsWith)) {
            asked.add(path);
        }
        return content;
    }

    @Override
    public List<EventHistory.Kept> past() {
        return target.past();
    }

    @Override
    public boolean isLive() {
        return target.isLive();
    }

    @Override
    public Instant booted() throws TargetException {
        return target.booted();
    }

    @Override
    public int run(String command, RunOutput output) throws TargetException, InterruptedException {
        return target.run(command, output);
    }

    @Override
    public void close() {
        target.close();
    }
}
