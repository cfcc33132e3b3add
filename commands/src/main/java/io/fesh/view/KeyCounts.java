// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.EventView;
import io.fesh.event.FieldValue;
import io.fesh.event.KeyBytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How often each combination of values was seen. A hit is decoded only when its combination is new;
 * when there are too many, further ones are counted together.
 */
final class KeyCounts {
    static final int MOST_KEYS = 100_000;

    /** A combination of values, in the order of the columns. */
    static final class Key {
        private final byte[] bytes;
        private final List<FieldValue> values;
        private long count;

        private Key(byte[] bytes, List<FieldValue> values) {
            this.bytes = bytes;
            this.values = values;
        }

        List<FieldValue> values() {
            return values;
        }

        long count() {
            return count;
        }
    }

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong((Key key) -> -key.count)
                    .thenComparing((one, other) -> Arrays.compare(one.bytes, other.bytes));

    private final List<Column> columns;
    private final KeyBytes bytes = new KeyBytes();
    private Key[] slots = new Key[1 << 10];
    private int keys;
    private long hits;
    private long others;

    KeyCounts(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(EventView hit) {
        hits++;
        bytes.clear();
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).key(hit, bytes);
        }
        int slot = bytes.hash() & slots.length - 1;
        while (slots[slot] != null && !bytes.equalsBytes(slots[slot].bytes)) {
            slot = slot + 1 & slots.length - 1;
        }
        if (slots[slot] != null) {
            slots[slot].count++;
        } else if (keys == MOST_KEYS) {
            others++;
        } else {
            put(slot, new Key(bytes.copy(), values(hit)));
        }
    }

    private List<FieldValue> values(EventView hit) {
        return columns.stream().map(column -> column.of(hit)).toList();
    }

    private void put(int slot, Key key) {
        key.count = 1;
        slots[slot] = key;
        keys++;
        if (2 * keys > slots.length) {
            grow();
        }
    }

    private void grow() {
        Key[] old = slots;
        slots = new Key[4 * old.length];
        for (Key key : old) {
            if (key == null) {
                continue;
            }
            bytes.clear();
            bytes.add(key.bytes, 0, key.bytes.length);
            int slot = bytes.hash() & slots.length - 1;
            while (slots[slot] != null) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = key;
        }
    }

    long hits() {
        return hits;
    }

    int keys() {
        return keys;
    }

    /** Hits whose combination came when there were too many already. */
    long others() {
        return others;
    }

    /** The most frequent combination first; of equally frequent ones in an order that stays. */
    List<Key> sorted() {
        return sorted(keys);
    }

    /** The first of {@link #sorted()}: a live picture asks for a few of many, again and again. */
    List<Key> sorted(int most) {
        PriorityQueue<Key> best = new PriorityQueue<>(ORDER.reversed());
        for (Key key : slots) {
            if (key != null) {
                best.add(key);
                if (best.size() > most) {
                    best.remove();
                }
            }
        }
        List<Key> list = new ArrayList<>(best);
        list.sort(ORDER);
        return list;
    }
}
