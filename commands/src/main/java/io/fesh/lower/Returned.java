// SPDX-License-Identifier: Apache-2.0
package io.fesh.lower;

import io.fesh.event.EventSource;
import io.fesh.event.FieldSource;
import io.fesh.kernel.ValueType;
import io.fesh.parse.Span;
import io.fesh.parse.Word;

import java.util.List;

/** The value that a function returns, read by its type in the prototype. */
record Returned(Word name, ValueType cType, Reading reading) {

    Span typed() {
        return name.span();
    }

    /** {@code s32 ret}. */
    String kernelText() {
        return reading.type().text() + " " + name.text();
    }

    FilterField inFilter() {
        return new FilterField(name.text(), reading.type().text(), reading.meaning());
    }

    EventSource.Named source() {
        FieldSource source =
                new FieldSource(
                        cType.text(),
                        "",
                        FieldSource.NOWHERE,
                        List.of(),
                        0,
                        reading.meaning(),
                        reading.words());
        return new EventSource.Named(name.text(), source);
    }

    /** As a field that begins nowhere. */
    LoweredField field() {
        return new LoweredField(
                name.span(),
                name.text(),
                "return value",
                cType.text(),
                reading.type(),
                reading.meaning(),
                reading.words(),
                Way.address("", false),
                "");
    }
}
