// SPDX-License-Identifier: Apache-2.0
package io.fesh.reader;

import io.fesh.event.Base;
import io.fesh.event.Column;
import io.fesh.event.Field;
import io.fesh.event.KeyBytes;

import java.nio.ByteBuffer;

/** A field's value where it lies in its record, without an object for it. */
final class FieldBytes {
    private FieldBytes() {}

    private static int state(ByteBuffer view, int record, Column column) {
        return (int) (view.getLong(record + Abi.RECORD_STATE) >>> (2 * column.index())) & 3;
    }

    /** As {@link RecordDecoder} sees it: what is not in the record has no value either. */
    static boolean isFault(ByteBuffer view, int record, int length, Column column) {
        Field field = column.field();
        if (state(view, record, column) == Abi.STATE_FAULT
                || field.offset() < 0
                || field.offset() + field.size() * Math.max(1, field.count()) > length) {
            return true;
        }
        if (field.base() != Base.STRING) {
            return false;
        }
        int place = view.getInt(record + field.offset());
        return (place & 0xffff) + (place >>> 16) > length;
    }

    static long bits(ByteBuffer view, int record, int length, Column column) {
        Field field = column.field();
        if (field.isArray() || field.base() == Base.STRING) {
            throw new IllegalArgumentException(field.name() + " is no number");
        }
        return isFault(view, record, length, column)
                ? 0
                : RecordDecoder.bits(
                        view, record + field.offset(), field.size(), field.base() == Base.SIGNED);
    }

    static void key(ByteBuffer view, int record, int length, Column column, KeyBytes to) {
        Field field = column.field();
        if (isFault(view, record, length, column)) {
            to.add((byte) 0);
            return;
        }
        to.add((byte) (state(view, record, column) == Abi.STATE_CUT ? 2 : 1));
        int from = field.offset();
        int count = field.size() * Math.max(1, field.count());
        if (field.base() == Base.STRING) {
            int place = view.getInt(record + field.offset());
            from = place & 0xffff;
            count = place >>> 16;
            to.add(count);
        } else if (field.base() == Base.CHAR && field.isArray()) {
            count = untilNul(view, record + from, count);
            to.add(count);
        }
        to.add(view.array(), view.arrayOffset() + record + from, count);
    }

    private static int untilNul(ByteBuffer view, int at, int most) {
        int length = 0;
        while (length < most && view.get(at + length) != 0) {
            length++;
        }
        return length;
    }
}
