// SPDX-License-Identifier: Apache-2.0
package io.fesh.fake;

import io.fesh.event.Base;
import io.fesh.event.Counts;
import io.fesh.event.EventBatch;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.EventSource;
import io.fesh.event.EventStatus;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.FuseBlown;
import io.fesh.event.Gap;
import io.fesh.event.Notice;
import io.fesh.kernel.KernelSymbols.Standing;
import io.fesh.kernel.KernelTypes;
import io.fesh.kernel.TargetException;
import io.fesh.kernel.TargetInfo;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.LineError;
import io.fesh.parse.Span;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target whose kernel is played by a test: it takes lines as the module does, and its functions
 * are called by {@link #call}. Hits are handed to the sink at once, in the caller's thread.
 */
public final class FakeTarget implements TraceTarget {

    /** A command of the target's: does what it does, returns its status. */
    public interface Program {
        int run(RunOutput output);
    }

    private static final class Event {
        EventSchema schema;
        boolean enabled;
        boolean gone;
        boolean blown;
        long fuse = 1_000_000;
        Counts counts = Counts.NONE;

        Event(EventSchema schema) {
            this.schema = schema;
        }
    }

    private final FakeSymbols symbols;
    private final FakeMemory memory;
    private final Map<Integer, Event> events = new LinkedHashMap<>();
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> submitted = new ArrayList<>();
    private Consumer<EventBatch> sink = batch -> {};
    private int lastId;
    private long clock = 2_833_189_000L;
    private boolean typed = true;
    private boolean closed;

    /** Only its first field is looked at. */
    private static final Pattern FILTER = Pattern.compile(" if (\\w+)");

    private static final Set<String> OWN_FIELDS = Set.of("pid", "comm", "cpu");

    private volatile OptionalInt moduleChanges = OptionalInt.empty();

    public FakeTarget(FakeSymbols symbols) {
        this.symbols = symbols;
        this.memory = new FakeMemory(symbols);
        putFile("/proc/uptime", "12.81 25.10\n".getBytes(StandardCharsets.US_ASCII));
    }

    public FakeSymbols symbols() {
        return symbols;
    }

    /** The kernel's types, unless it is one {@link #withoutTypes}. */
    public synchronized KernelTypes types() throws TargetException {
        if (!typed) {
            throw new TargetException("the kernel tells no types", "");
        }
        return new FakeTypes();
    }

    public synchronized void withoutTypes() {
        typed = false;
    }

    /** All lines that reached this kernel, accepted or not. */
    public synchronized List<String> submitted() {
        return List.copyOf(submitted);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    public synchronized void program(String command, Program program) {
        programs.put(command, program);
    }

    /** Time on this target; it goes on with each call of a function. */
    public synchronized long clock() {
        return clock;
    }

    /** Nothing happens for so long. */
    public synchronized void pass(long nanos) {
        clock += nanos;
    }

    public synchronized void putFile(String path, byte[] content) {
        files.put(path, content.clone());
    }

    /** A thread that calls functions. */
    public record Task(String comm, int pid, int cpu) {}

    /**
     * {@code task} calls {@code function} from {@code caller}: every enabled event on it is hit.
     *
     * @param values by field; a number is 0 and a string a fault if it is not among them
     */
    public synchronized void call(
            String caller, String function, Task task, Map<String, FieldValue> values) {
        clock += 1_000;
        List<EventRecord> hits = new ArrayList<>();
        for (Event event : events.values()) {
            if (event.enabled && event.schema.sites().get(0).symbol().equals(function)) {
                event.counts = event.counts.plus(new Counts(1, 0, 1, 0, 0, 0));
                hits.add(record(event.schema, symbols.address(caller), task, values));
            }
        }
        if (!hits.isEmpty()) {
            sink.accept(new PlayedBatch(new FakeBatch(hits, List.of()), 0));
        }
    }

    private EventRecord record(
            EventSchema schema, long caller, Task task, Map<String, FieldValue> values) {
        List<FieldValue> fetched = new ArrayList<>();
        for (Field field : schema.fields()) {
            FieldValue empty = new FieldValue.Stack(0, List.of());
            FieldValue otherwise =
                    field.base() == Base.STRING || field.isArray()
                            ? new FieldValue.Fault()
                            : field.base() == Base.STACK
                                    ? empty
                                    : new FieldValue.Num(0, field.size());
            FieldValue value = values.getOrDefault(field.name(), otherwise);
            fetched.add(
                    value instanceof FieldValue.Num num
                            ? new FieldValue.Num(num.bits(), field.size())
                            : value);
        }
        return new EventRecord(
                0,
                schema,
                clock,
                task.cpu(),
                task.pid(),
                task.pid(),
                task.comm(),
                caller + 0x38,
                fetched);
    }

    /** Hits that come to nobody's call. */
    public void deliver(EventBatch batch) {
        Consumer<EventBatch> to;
        synchronized (this) {
            to = sink;
        }
        to.accept(batch);
    }

    /** Hits of an event that its ring had no room for; {@code lost} holds no other counts. */
    public synchronized void lose(String name, int cpu, long nanos, Counts lost) {
        Event event = named(name);
        event.counts =
                event.counts.plus(
                        new Counts(
                                lost.lost(),
                                0,
                                0,
                                lost.lostFull(),
                                lost.lostNest(),
                                lost.lostBig()));
        long since = clock;
        clock += nanos;
        Gap gap = new Gap(clock, cpu, since, lost.lostFull(), lost.lostNest(), lost.lostBig());
        say(gap, 0);
    }

    /** The event's fuse blows: {@code hits} on {@code cpu} in so many nanoseconds. */
    public synchronized void blow(String name, int cpu, long hits, long nanos) {
        Event event = named(name);
        event.enabled = false;
        event.blown = true;
        clock += 1_000;
        FuseBlown fuse = new FuseBlown(clock, cpu, name, event.fuse, hits, nanos);
        say(fuse, event.schema.id());
    }

    private void say(Notice notice, int fuse) {
        EventBatch.PlacedNotice placed = new EventBatch.PlacedNotice(0, notice);
        sink.accept(new PlayedBatch(new FakeBatch(List.of(), List.of(placed)), fuse));
    }

    /** The module of the event's function is unloaded. */
    public synchronized void unload(String name) {
        named(name).gone = true;
    }

    private Event named(String name) {
        return events.values().stream()
                .filter(event -> event.schema.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public TargetInfo info() {
        return new TargetInfo(
                "fake",
                "6.1.0-56-cloud-amd64",
                "x86_64",
                2,
                "00000000-0000-4000-8000-000000000000");
    }

    @Override
    public synchronized int submit(String line) throws LineError, TargetException {
        if (closed) {
            throw new TargetException("fake: the target is closed", "target fake");
        }
        submitted.add(line);
        if (line.startsWith("enable ")) {
            return enable(line, 7, true);
        } else if (line.startsWith("disable ")) {
            return enable(line, 8, false);
        } else if (line.startsWith("fuse ")) {
            return fuse(line);
        } else if (line.startsWith("-")) {
            return remove(line);
        }
        return create(line);
    }

    @Override
    public synchronized int submit(String line, EventSource source)
            throws LineError, TargetException {
        int id = submit(line);
        events.get(id).schema = source.of(events.get(id).schema);
        return id;
    }

    private int create(String line) throws LineError {
        FakeGrammar.Event event = FakeGrammar.parse(line);
        String symbol = FakeSymbols.symbol(event.function());
        Standing standing = symbols.standing(symbol);
        if (standing == Standing.UNKNOWN || standing == Standing.NOT_A_FUNCTION) {
            throw error(line, event.functionAt(), "function does not exist in this kernel");
        }
        if (standing == Standing.NOT_TRACEABLE) {
            throw error(
                    line,
                    event.functionAt(),
                    "function exists but cannot be traced: it is notrace or not compiled for"
                            + " ftrace");
        }
        if (named(event.name()) != null) {
            throw error(
                    line,
                    line.startsWith(event.name()) ? 0 : event.functionAt(),
                    "event of this name exists: remove it with -NAME or write NEWNAME: FUNC(...)");
        }
        EventSchema.Site site = new EventSchema.Site(symbols.address(symbol), symbol);
        EventSchema schema =
                new EventSchema(++lastId, event.name(), line, List.of(site), event.fields());
        events.put(schema.id(), new Event(schema));
        return schema.id();
    }

    private int enable(String line, int nameAt, boolean on) throws LineError {
        int id = find(line, nameAt);
        Matcher filter = FILTER.matcher(line);
        if (id != 0 && filter.find()) {
            String field = filter.group(1);
            if (!OWN_FIELDS.contains(field)
                    && events.get(id).schema.fields().stream()
                            .noneMatch(each -> each.name().equals(field))) {
                throw error(
                        line,
                        filter.start(1),
                        "no such field: a filter knows the fields of its event, pid, comm and"
                                + " cpu");
            }
        }
        for (Event event : events.values()) {
            if (id == 0 || event.schema.id() == id) {
                event.enabled = on;
                event.blown &= !on;
            }
        }
        return id;
    }

    private int fuse(String line) throws LineError {
        int id = find(line, 5);
        long limit = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        events.values().stream()
                .filter(event -> id == 0 || event.schema.id() == id)
                .forEach(event -> event.fuse = limit);
        return id;
    }

    private int remove(String line) throws LineError {
        int id = find(line, 1);
        events.keySet().removeIf(each -> id == 0 || each == id);
        return id;
    }

    private int find(String line, int nameAt) throws LineError {
        int end = line.indexOf(' ', nameAt);
        String name = line.substring(nameAt, end < 0 ? line.length() : end);
        if (name.equals("*")) {
            return 0;
        }
        Event event = named(name);
        if (event == null) {
            throw error(line, nameAt, "event does not exist in this session");
        }
        return event.schema.id();
    }

    private static LineError error(String line, int column, String message) {
        return new LineError(line, Span.at(column), message, "");
    }

    @Override
    public synchronized EventStatus describe(int id) {
        Event event = events.get(id);
        if (event == null) {
            throw new NoSuchElementException("no event " + id);
        }
        return status(event);
    }

    private static EventStatus status(Event event) {
        return new EventStatus(
                event.schema, event.enabled, event.gone, event.fuse, event.blown, event.counts);
    }

    @Override
    public synchronized List<EventStatus> events() {
        return events.values().stream().map(FakeTarget::status).toList();
    }

    @Override
    public synchronized void stream(
            IntFunction<EventSchema> schemas, Consumer<EventBatch> newSink) {
        sink = newSink;
    }

    @Override
    public void sync() {
        // every hit was handed over when it happened
    }

    /** What {@link #moduleChanges} says from now on. */
    public void modulesChanged(int times) {
        moduleChanges = OptionalInt.of(times);
    }

    @Override
    public OptionalInt moduleChanges() {
        return moduleChanges;
    }

    @Override
    public byte[] read(long address, int length) {
        return memory.read(address, length);
    }

    @Override
    public synchronized byte[] file(String path) throws TargetException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new TargetException(path + ": no such file", "");
        }
        return content.clone();
    }

    @Override
    public int run(String command, RunOutput output) {
        Program program;
        synchronized (this) {
            program = programs.get(command);
        }
        if (program == null) {
            String text = "sh: " + command + ": not found\n";
            output.err(text.getBytes(StandardCharsets.UTF_8));
            return 127;
        }
        return program.run(output);
    }

    @Override
    public synchronized void close() {
        closed = true;
        events.clear();
    }
}
