// SPDX-License-Identifier: Apache-2.0
package io.fesh.complete;

import io.fesh.event.Base;
import io.fesh.event.EventHistory;
import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldSource;
import io.fesh.event.FieldValue;
import io.fesh.event.Meaning;
import io.fesh.fake.FakeBatch;
import io.fesh.fake.FakeSymbols;
import io.fesh.fake.FakeTypes;
import io.fesh.kernel.KernelSymbols;
import io.fesh.kernel.KernelTypes;
import io.fesh.verb.Snippets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a played kernel, as a test wants it. */
final class FakeView implements KernelView {
    Optional<KernelSymbols> symbols = Optional.of(new FakeSymbols());
    Optional<KernelTypes> types = Optional.of(new FakeTypes());
    private final List<EventSchema> events = new ArrayList<>();
    private final EventHistory history = new EventHistory(1 << 20);
    final Map<String, Snippets.Kind> javaNames = new HashMap<>();
    final List<String> told = new ArrayList<>();

    @Override
    public Optional<KernelSymbols> knownSymbols() {
        return symbols;
    }

    @Override
    public Optional<KernelTypes> knownTypes() {
        return types;
    }

    /** Makes an event with fields of four bytes. */
    EventSchema event(String name, String... fields) {
        return event(name, Meaning.NONE, fields);
    }

    /** The same with something that the values of all its fields stand for. */
    EventSchema event(String name, Meaning meaning, String... fields) {
        List<Field> all = new ArrayList<>();
        for (String field : fields) {
            FieldSource source =
                    new FieldSource("", "", FieldSource.NOWHERE, List.of(), 0, meaning, meaning);
            all.add(new Field(field, "x32", Base.HEX, 4 * all.size(), 4, 0, source));
        }
        EventSchema event = new EventSchema(events.size() + 1, name, name + "()", List.of(), all);
        events.add(event);
        return event;
    }

    /** Lets an event be hit, all fields 0. */
    void hit(EventSchema event) {
        List<FieldValue> zeros = new ArrayList<>();
        event.fields().forEach(field -> zeros.add(new FieldValue.Num(0, field.size())));
        EventRecord record = new EventRecord(0, event, 1, 0, 1, 1, "comm", 0, zeros);
        history.append(new FakeBatch(List.of(record), List.of()));
    }

    @Override
    public List<EventSchema> events() {
        return events;
    }

    @Override
    public EventHistory history() {
        return history;
    }

    @Override
    public Optional<Snippets.Kind> javaName(String name) {
        return Optional.ofNullable(javaNames.get(name));
    }

    @Override
    public String pending() {
        return "lab: booting 4s";
    }

    @Override
    public void tell(String message) {
        told.add(message);
    }

    @Override
    public void completed(long nanos) {
        // nobody asks
    }
}
