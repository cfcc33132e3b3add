// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.event.EventView;
import io.fesh.render.Numbers;
import io.fesh.snippet.Host;
import io.fesh.snippet.Stopped;
import io.fesh.snippet.Tap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Hits as they come: {@code live("vfs_read").limit(3).toList()}. It has begun when it is made: what
 * comes before it is asked waits in it, up to 8 MB, and what has no room is counted and told. What
 * gives a result waits for hits, ends with {@link #limit}, {@link #within}, {@link #close} or
 * Ctrl-C, and uses it up. The eight newest are open.
 *
 * <p>Apart from {@link Events}, as a walk over the past ends by itself and can be had again.
 */
public final class Live<T> implements Iterable<T>, AutoCloseable {
    private final Tap tap;

    /** From who takes what comes out to who is given the hits. */
    private final Function<Consumer<T>, Consumer<Event>> steps;

    /** Whether hits come out, and not what a function makes of them. */
    private final boolean hits;

    private EventView view;
    private Event at;

    private Live(Tap tap, boolean hits, Function<Consumer<T>, Consumer<Event>> steps) {
        this.tap = tap;
        this.hits = hits;
        this.steps = steps;
    }

    static Live<Event> of(Tap tap) {
        return new Live<>(tap, true, to -> to::accept);
    }

    /** A handler that waited would keep the hits from others, and a line from its end. */
    static void checkWaiter(Host host) {
        if (host.handlers().isOwn(Thread.currentThread())) {
            throw new FeshException("live(...) waits for hits, which a handler must not", "");
        }
    }

    /** Those of which {@code test} is true: {@code .filter(e -> e.comm().equals("cat"))}. */
    public Live<T> filter(Predicate<? super T> test) {
        return new Live<>(
                tap,
                hits,
                to ->
                        steps.apply(
                                value -> {
                                    if (test.test(value)) {
                                        to.accept(value);
                                    }
                                }));
    }

    /** Something of each: {@code .map(e -> e.text("path")).limit(5).toList()}. */
    public <R> Live<R> map(Function<? super T, ? extends R> function) {
        return new Live<>(
                tap, false, to -> steps.apply(value -> to.accept(function.apply(kept(value)))));
    }

    /** Ends with the {@code most}th: {@code .limit(3).toList()}. */
    public Live<T> limit(long most) {
        return new Live<>(
                tap,
                hits,
                to -> {
                    long[] left = {most};
                    if (most <= 0) {
                        tap.close();
                    }
                    return steps.apply(
                            value -> {
                                if (left[0] > 0 && --left[0] == 0) {
                                    tap.close();
                                }
                                to.accept(value);
                            });
                });
    }

    /**
     * Ends when so much time has passed since it was asked for something: {@code
     * .within(Duration.ofSeconds(5)).count()}. No time gives those that are there already.
     */
    public Live<T> within(Duration time) {
        return new Live<>(
                tap,
                hits,
                to -> {
                    tap.within(time);
                    return steps.apply(to);
                });
    }

    /** Waits for one: {@code live("vfs_open").first().get().comm()}; empty if it is closed. */
    public Optional<T> first() {
        List<T> one = limit(1).toList();
        return one.isEmpty() ? Optional.empty() : Optional.ofNullable(one.get(0));
    }

    /**
     * Waits for one, at most so long: {@code .first(Duration.ofSeconds(1))}; empty if none came.
     */
    public Optional<T> first(Duration time) {
        return within(time).first();
    }

    /** Does something with each: {@code .forEach(e -> System.out.println(e))}. */
    @Override
    public void forEach(Consumer<? super T> action) {
        run(value -> action.accept(kept(value)));
    }

    /** All until it ends, to keep. */
    public List<T> toList() {
        List<T> list = new ArrayList<>();
        forEach(list::add);
        return hits ? new EventList<>(list) : Collections.unmodifiableList(list);
    }

    /** How many there are until it ends. */
    public long count() {
        long[] count = new long[1];
        run(value -> count[0]++);
        return count[0];
    }

    /** How often each value occurs, the most frequent first: {@code .countBy(Event::comm)}. */
    public <K> Map<K, Long> countBy(Function<? super T, ? extends K> key) {
        Map<K, Long> counts = new HashMap<>();
        run(value -> counts.merge(key.apply(value), 1L, Long::sum));
        return Events.mostFirst(counts);
    }

    /** As a stream of Java's; unless it ends here, close it: {@code .limit(9).stream()}. */
    public Stream<T> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false)
                .onClose(tap::close);
    }

    /** For {@code for (Event e : live("vfs_read"))}. */
    @Override
    public Iterator<T> iterator() {
        ArrayDeque<Optional<T>> come = new ArrayDeque<>();
        Consumer<Event> all = begin(value -> come.add(Optional.ofNullable(kept(value))));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                while (come.isEmpty() && advance()) {
                    all.accept(at);
                }
                return !come.isEmpty();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return come.remove().orElse(null);
            }
        };
    }

    private void run(Consumer<T> to) {
        try {
            Consumer<Event> all = begin(to);
            while (advance()) {
                all.accept(at);
            }
        } finally {
            tap.close();
        }
    }

    private Consumer<Event> begin(Consumer<T> to) {
        if (!tap.isOpen()) {
            throw new FeshException(tap + " has ended", "try: " + tap);
        }
        return steps.apply(to);
    }

    /** To the next hit, which is then {@link #at}. */
    private boolean advance() {
        try {
            while (!tap.step()) {
                if (!Calls.call(this::await)) {
                    return false;
                }
            }
        } catch (Stopped e) {
            tap.close();
            throw e;
        }
        if (tap.hit() != view) {
            view = tap.hit();
            at = new Event(view);
        }
        return true;
    }

    private boolean await(Host host) throws InterruptedException {
        checkWaiter(host);
        return tap.await();
    }

    /** What a hit is as long as nobody goes on from it, and what stays. */
    @SuppressWarnings("unchecked")
    private static <V> V kept(V value) {
        return value instanceof Event event ? (V) event.copy() : value;
    }

    /** Hits for which there was no room while nobody asked. */
    public long missed() {
        return tap.missed();
    }

    /** No more hits come; who waits for one goes on. */
    @Override
    public void close() {
        tap.close();
    }

    /** What it is, and how many hits wait in it. */
    @Override
    public String toString() {
        String waiting = Numbers.count(tap.waiting(), "hit waits", "hits wait");
        return tap + ": " + (tap.isOpen() ? waiting : "has ended");
    }
}
