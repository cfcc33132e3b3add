// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.event.EventBatch;
import io.fesh.event.EventCursor;
import io.fesh.event.EventHistory;
import io.fesh.event.Field;
import io.fesh.render.Numbers;
import io.fesh.snippet.Stopped;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Hits of the past that are still kept, oldest first: {@code events("vfs_read").filter(e ->
 * e.u64("count") > 4096).count()}. Of events that had the same name one after the other, only hits
 * with the fields of the last are among them. Nothing is looked at before a method is called that
 * gives a result, and each of these looks anew; hits that are overwritten before it comes to them
 * are not among them. What a predicate refuses costs no memory.
 */
public final class Events implements Iterable<Event> {

    /** So often a walk looks whether somebody has pressed Ctrl-C. */
    private static final int UNINTERRUPTED = 1024;

    private static final Predicate<Event> ALL = event -> true;

    private final EventHistory history;
    private final Optional<String> name;
    private final Predicate<Event> wanted;

    Events(EventHistory history, Optional<String> name) {
        this(history, name, ALL);
    }

    private Events(EventHistory history, Optional<String> name, Predicate<Event> wanted) {
        this.history = history;
        this.name = name;
        this.wanted = wanted;
    }

    /** Those of which {@code test} is true: {@code .filter(e -> e.comm().equals("cat"))}. */
    public Events filter(Predicate<Event> test) {
        return new Events(history, name, wanted == ALL ? test : wanted.and(test));
    }

    /** How many there are. */
    public long count() {
        long count = 0;
        for (Walk walk = new Walk(); walk.next(); ) {
            count++;
        }
        return count;
    }

    /**
     * How often each value occurs, the most frequent first: {@code .countBy(Event::comm)} maps
     * names to numbers of hits.
     */
    public <K> Map<K, Long> countBy(Function<? super Event, ? extends K> key) {
        Map<K, Long> counts = new HashMap<>();
        for (Walk walk = new Walk(); walk.next(); ) {
            counts.merge(key.apply(walk.event), 1L, Long::sum);
        }
        return mostFirst(counts);
    }

    static <K> Map<K, Long> mostFirst(Map<K, Long> counts) {
        Map<K, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /** Numbers of them: {@code .mapToLong(e -> e.u64("count")).summaryStatistics()}. */
    public LongStream mapToLong(ToLongFunction<? super Event> number) {
        Walk walk = new Walk();
        return StreamSupport.longStream(
                new Spliterators.AbstractLongSpliterator(Long.MAX_VALUE, Spliterator.ORDERED) {
                    @Override
                    public boolean tryAdvance(java.util.function.LongConsumer action) {
                        if (!walk.next()) {
                            return false;
                        }
                        action.accept(number.applyAsLong(walk.event));
                        return true;
                    }
                },
                false);
    }

    /** Something of each: {@code .map(e -> e.text("path")).distinct().toList()}. */
    public <R> Stream<R> map(Function<? super Event, ? extends R> function) {
        return stream().map(function);
    }

    /** All of them, as a stream of Java's. */
    public Stream<Event> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    /** All of them, to keep: {@code for (var e : events("vfs_read").toList())}. */
    public List<Event> toList() {
        List<Event> list = new ArrayList<>();
        forEach(list::add);
        return new EventList<>(list);
    }

    /** The oldest that is kept; empty if none is. */
    public Optional<Event> first() {
        Walk walk = new Walk();
        return walk.next() ? Optional.of(walk.event.copy()) : Optional.empty();
    }

    /** The newest; empty if none is kept. */
    public Optional<Event> last() {
        return last(1).stream().findFirst();
    }

    /** The {@code most} newest, oldest first. */
    public List<Event> last(int most) {
        ArrayDeque<Event> kept = new ArrayDeque<>();
        for (Walk walk = new Walk(); walk.next() && most > 0; ) {
            if (kept.size() == most) {
                kept.removeFirst();
            }
            kept.addLast(walk.event.copy());
        }
        return new EventList<>(kept);
    }

    /** Does something with each: {@code .forEach(e -> System.out.println(e))}. */
    @Override
    public void forEach(Consumer<? super Event> action) {
        for (Walk walk = new Walk(); walk.next(); ) {
            action.accept(walk.event.copy());
        }
    }

    /** For {@code for (Event e : events("vfs_read"))}. */
    @Override
    public Iterator<Event> iterator() {
        Walk walk = new Walk();
        return new Iterator<>() {
            private Event next;

            @Override
            public boolean hasNext() {
                if (next == null && walk.next()) {
                    next = walk.event.copy();
                }
                return next != null;
            }

            @Override
            public Event next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Event given = next;
                next = null;
                return given;
            }
        };
    }

    /** How many there are, and since when they are kept. */
    @Override
    public String toString() {
        return Numbers.count(count(), "hit", "hits")
                + name.map(event -> " of " + event).orElse("")
                + (history.oldest() > 1 ? bound() : "");
    }

    private String bound() {
        return ", from #"
                + Numbers.grouped(history.oldest())
                + " on: the last "
                + (history.maxBytes() >> 20)
                + " MiB are kept";
    }

    /** From one hit that is wanted to the next, with one event object for all of them. */
    private final class Walk {
        private final EventHistory.Snapshot kept = history.kept();
        private final Iterator<EventHistory.Kept> batches = kept.iterator();
        private EventHistory.Kept batch;
        private EventCursor cursor;
        private Event event;
        private int hit;
        private int size;
        private int walked;
        private int lastId = -1;
        private boolean lastIdWanted;
        private final List<String> fields = newestFields();

        boolean next() {
            while (true) {
                if (hit == size && !nextBatch()) {
                    return false;
                }
                pollInterrupt();
                int index = hit++;
                if (isNamed(index)) {
                    cursor.move(index, batch.first() + index);
                    if (wanted.test(event)) {
                        return true;
                    }
                }
            }
        }

        private boolean nextBatch() {
            do {
                if (!batches.hasNext()) {
                    return false;
                }
                batch = batches.next();
                size = batch.batch().size();
            } while (size == 0);
            hit = 0;
            cursor = batch.batch().cursor();
            event = new Event(cursor);
            return true;
        }

        private void pollInterrupt() {
            if (++walked % UNINTERRUPTED == 0 && Thread.currentThread().isInterrupted()) {
                throw new Stopped();
            }
        }

        /** Ids are never used again, so that most hits need no comparison of names. */
        private boolean isNamed(int index) {
            int id = batch.batch().eventId(index);
            if (id != lastId) {
                lastId = id;
                cursor.move(index, batch.first() + index);
                lastIdWanted =
                        name.isEmpty()
                                || cursor.schema().name().equals(name.get())
                                        && names(cursor).equals(fields);
            }
            return lastIdWanted;
        }

        /** Of the last event with the name: one made anew may have others than it had before. */
        private List<String> newestFields() {
            if (name.isEmpty()) {
                return List.of();
            }
            for (EventHistory.Kept newest : kept.newestFirst()) {
                EventBatch hits = newest.batch();
                EventCursor at = hits.cursor();
                int seen = -1;
                for (int i = hits.size() - 1; i >= 0; i--) {
                    if (hits.eventId(i) != seen) {
                        seen = hits.eventId(i);
                        at.move(i, newest.first() + i);
                        if (at.schema().name().equals(name.get())) {
                            return names(at);
                        }
                    }
                }
            }
            return List.of();
        }

        private static List<String> names(EventCursor at) {
            return at.schema().fields().stream().map(Field::name).toList();
        }
    }
}
