// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.event.EventStatus;
import io.fesh.kernel.TraceTarget;
import io.fesh.parse.Suggestions;
import io.fesh.snippet.Host;
import io.fesh.verb.CommandFailed;
import io.fesh.verb.Session;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.BaseStream;

/** What Java at the prompt can call without naming a class. */
public final class Fesh {

    /** The kernel of the target: {@code kernel.read(0xffffffff81000000L, 64)}. */
    public static final Kernel kernel = new Kernel();

    private Fesh() {}

    /** All hits that are kept: {@code events().countBy(Event::name)}. */
    public static Events events() {
        return Calls.call(
                host -> {
                    sync(host.session());
                    return new Events(host.session().history(), Optional.empty());
                });
    }

    /**
     * The hits of one event that are kept: {@code events("vfs_read").filter(e -> e.u64("count") >
     * 4096).count()}.
     */
    public static Events events(String name) {
        return Calls.call(
                host -> {
                    sync(host.session());
                    Events found = new Events(host.session().history(), Optional.of(name));
                    if (!names(host.session()).contains(name) && found.first().isEmpty()) {
                        throw unknown(host.session(), name, "events");
                    }
                    return found;
                });
    }

    /** The hits of all events from now on, as {@link #live(String)} has those of one. */
    public static Live<Event> live() {
        return Calls.call(host -> live(host, Optional.empty()));
    }

    /**
     * The hits of one event from now on, for which what gives a result waits: {@code
     * live("vfs_read").filter(e -> e.u64("count") > 4096).limit(3).toList()}. To cause them, keep
     * it in a variable, run a command, and ask then: {@code var reads = live("vfs_read")}.
     */
    public static Live<Event> live(String name) {
        return Calls.call(
                host -> {
                    host.session().target();
                    if (!names(host.session()).contains(name)) {
                        throw unknown(host.session(), name, "live");
                    }
                    return live(host, Optional.of(name));
                });
    }

    private static Live<Event> live(Host host, Optional<String> name)
            throws io.fesh.kernel.TargetException, InterruptedException {
        Live.checkWaiter(host);
        sync(host.session());
        return Live.of(host.taps().open(host.session()::watch, name));
    }

    /**
     * From now on {@code handler} is given every hit of an event: {@code on("vfs_read", e ->
     * System.out.println(e.comm()))}. One that throws is told once and detached; {@code close()} of
     * what this returns ends it.
     */
    public static Handle on(String name, Consumer<Event> handler) {
        return Calls.call(
                host -> {
                    host.session().target();
                    if (!names(host.session()).contains(name)) {
                        throw unknown(host.session(), name, "on");
                    }
                    return new Handle(
                            host.handlers()
                                    .on(
                                            host.session()::watch,
                                            name,
                                            view -> handler.accept(new Event(view.record()))));
                });
    }

    /**
     * Runs a command on the target and returns what it wrote: {@code sh("uname -r").strip()}. What
     * it writes as errors is shown; an exit status other than 0 is a FeshException.
     */
    public static String sh(String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return Calls.call(
                host -> {
                    TraceTarget.RunOutput output =
                            new TraceTarget.RunOutput() {
                                @Override
                                public void out(byte[] bytes) {
                                    out.writeBytes(bytes);
                                }

                                @Override
                                public void err(byte[] bytes) {
                                    host.session().out().commandOutput(bytes, true);
                                }
                            };
                    int status = host.session().target().run(command, output);
                    if (status != 0) {
                        throw new CommandFailed("sh(\"" + command + "\"): exit status " + status);
                    }
                    return Calls.text(out.toByteArray());
                });
    }

    /**
     * Runs a line as if it had been typed: {@code fesh("trace vfs_read(NULL, NULL, size_t n)")}. A
     * line that is wrong or fails is a FeshException with its message.
     */
    public static void fesh(String line) {
        Calls.call(
                host -> {
                    host.command(line);
                    sync(host.session());
                    return null;
                });
    }

    /** A number as addresses are written: {@code hex(kernel.symbol("jiffies"))}. */
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** Writes all of a value, an element a line, where a result is cut: {@code show($1)}. */
    public static void show(Object value) {
        if (value instanceof BaseStream<?, ?> stream) {
            stream.iterator().forEachRemaining(System.out::println);
        } else if (value instanceof Iterable<?> elements) {
            elements.forEach(System.out::println);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, of) -> System.out.println(key + " = " + of));
        } else {
            System.out.println(value);
        }
    }

    /** What happened before this call is part of the past. */
    private static void sync(Session session)
            throws io.fesh.kernel.TargetException, InterruptedException {
        session.target().sync();
    }

    private static List<String> names(Session session)
            throws io.fesh.kernel.TargetException, InterruptedException {
        return session.target().events().stream()
                .map(EventStatus::schema)
                .map(io.fesh.event.EventSchema::name)
                .toList();
    }

    private static FeshException unknown(Session session, String name, String function)
            throws io.fesh.kernel.TargetException, InterruptedException {
        List<String> near = Suggestions.near(name, names(session), 1);
        return new FeshException(
                "there is no event " + name,
                near.isEmpty()
                        ? "try: trace " + name
                        : "try: " + function + "(\"" + near.get(0) + "\")");
    }
}
