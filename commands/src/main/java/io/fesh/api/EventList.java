// SPDX-License-Identifier: Apache-2.0
package io.fesh.api;

import io.fesh.render.Numbers;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/**
 * Events, or what has one, as a list that shows the first of them, a line each: there can be
 * millions.
 */
final class EventList<T> extends AbstractList<T> {
    private static final int MOST_SHOWN = 20;

    private final List<T> events;

    EventList(Collection<T> events) {
        this.events = List.copyOf(events);
    }

    @Override
    public T get(int index) {
        return events.get(index);
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add(Numbers.count(size(), "event", "events"));
        events.stream().limit(MOST_SHOWN).forEach(event -> lines.add(String.valueOf(event)));
        if (size() > MOST_SHOWN) {
            lines.add("... " + Numbers.grouped(size() - (long) MOST_SHOWN) + " more");
        }
        return lines.toString();
    }
}
