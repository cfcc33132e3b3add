// SPDX-License-Identifier: Apache-2.0
package io.fesh.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some hits in the order of time, kept undecoded until somebody looks at one: a stream of a million
 * hits a second costs no object a hit.
 */
public interface EventBatch {

    /** Hits in it; notices are not counted. */
    int size();

    /** Decodes the hit at {@code index}; {@code number} becomes its number. */
    EventRecord record(int index, long number);

    /** The event of the hit at {@code index}, without decoding it. */
    int eventId(int index);

    /** When the hit at {@code index} was, without decoding it. */
    default long ts(int index) {
        return record(index, 0).ts();
    }

    /** Whether the value of a column could not be read. */
    default boolean isFault(int index, Column column) {
        return column.of(record(index, 0)) instanceof FieldValue.Fault;
    }

    /**
     * The number that a column has, sign-extended if it is signed; the address of a symbol, the
     * hash of a stack.
     *
     * @throws IllegalArgumentException its values are no numbers
     */
    default long bits(int index, Column column) {
        FieldValue value = column.of(record(index, 0));
        if (value instanceof FieldValue.Num num) {
            return num.bits();
        } else if (value instanceof FieldValue.Symbol symbol) {
            return symbol.address();
        } else if (value instanceof FieldValue.Stack stack) {
            return stack.hash();
        } else if (value instanceof FieldValue.Fault) {
            return 0;
        }
        throw new IllegalArgumentException(column.name() + " is no number");
    }

    /** Appends bytes that are the same for equal values of a column, and only for these. */
    default void key(int index, Column column, KeyBytes to) {
        FieldValue value = column.of(record(index, 0));
        if (value instanceof FieldValue.Text text) {
            to.add((byte) (text.cut() ? 2 : 1));
            to.add(text.bytes().length);
            to.add(text.bytes(), 0, text.bytes().length);
        } else if (value instanceof FieldValue.Array array) {
            byte[] bytes = array.elements().toString().getBytes(StandardCharsets.ISO_8859_1);
            to.add((byte) 1);
            to.add(bytes, 0, bytes.length);
        } else if (value instanceof FieldValue.Fault) {
            to.add((byte) 0);
        } else {
            to.add((byte) 1);
            to.add(bits(index, column));
        }
    }

    /**
     * Gaps and the like, in order; {@code before} is the index of the hit that follows (or {@code
     * size()}).
     */
    List<PlacedNotice> notices();

    /** Bytes of memory that it holds. */
    long bytes();

    /** Hands over hits and notices as they followed each other, the first hit as {@code number}. */
    default void items(long number, Consumer<? super StreamItem> sink) {
        List<PlacedNotice> notices = notices();
        int notice = 0;
        for (int i = 0; i <= size(); i++) {
            while (notice < notices.size() && notices.get(notice).before() <= i) {
                sink.accept(notices.get(notice++).notice());
            }
            if (i < size()) {
                sink.accept(record(i, number + i));
            }
        }
    }

    record PlacedNotice(int before, Notice notice) {}
}
