// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What an event was made from, which the kernel does not keep.
 *
 * @param typed the line as it was given
 * @param fields by name, in the order in which the event has them; those that the kernel adds by
 *     itself, such as the duration, are not among them
 */
public record EventSource(String typed, List<Named> fields) {

    public record Named(String name, FieldSource source) {}

    public EventSource {
        fields = List.copyOf(fields);
    }

    /** The same event, which then knows it. */
    public EventSchema of(EventSchema schema) {
        List<Field> known = new ArrayList<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            boolean same = i < fields.size() && fields.get(i).name().equals(field.name());
            known.add(same ? field.from(fields.get(i).source()) : field);
        }
        return new EventSchema(
                schema.id(), schema.name(), schema.line(), schema.sites(), known, typed);
    }
}
