// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.List;
import java.util.Optional;

/**
 * One hit of an event.
 *
 * @param number the {@code n} of {@code #n}, from 1, in the order of the stream
 * @param pid the thread, as ftrace and {@code ps -L} number it
 * @param tgid the process
 * @param comm the thread's name, as traced bytes read as ISO-8859-1; quote it before writing it
 * @param caller the return address
 * @param values in the order of {@code schema.fields()}
 */
public record EventRecord(
        long number,
        EventSchema schema,
        long ts,
        int cpu,
        int pid,
        int tgid,
        String comm,
        long caller,
        List<FieldValue> values)
        implements StreamItem, EventView {

    public EventRecord {
        values = List.copyOf(values);
    }

    public Optional<FieldValue> value(String field) {
        for (int i = 0; i < values.size(); i++) {
            if (schema.fields().get(i).name().equals(field)) {
                return Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isFault(int field) {
        return values.get(field) instanceof FieldValue.Fault;
    }

    @Override
    public long bits(int field) {
        FieldValue value = values.get(field);
        if (value instanceof FieldValue.Num num) {
            return num.bits();
        } else if (value instanceof FieldValue.Symbol symbol) {
            return symbol.address();
        }
        throw new IllegalStateException(schema.fields().get(field).name() + " is not a number");
    }

    @Override
    public FieldValue value(int field) {
        return values.get(field);
    }

    @Override
    public EventRecord record() {
        return this;
    }
}
