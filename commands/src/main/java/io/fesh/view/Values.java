// SPDX-License-Identifier: Apache-2.0
package io.fesh.view;

import io.fesh.event.Column;
import io.fesh.event.FieldValue;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.JsonRenderer;
import io.fesh.render.TextRenderer;

/** Values of columns as the stream writes them, names of threads without quotes. */
public final class Values {
    private final TextRenderer text;
    private final JsonRenderer json;
    private final KernelSymbols symbols;

    public Values(KernelSymbols symbols) {
        this.symbols = symbols;
        this.text = new TextRenderer(symbols);
        this.json = new JsonRenderer(symbols);
    }

    String text(Column column, FieldValue value) {
        String written = text.value(column.field(), value);
        return column.kind() == Column.Kind.COMM && written.length() >= 2
                ? written.substring(1, written.length() - 1)
                : written;
    }

    String json(Column column, FieldValue value) {
        return json.value(column.field(), value);
    }

    /** The function that an address is in, and where in it. */
    String symbol(long address) {
        return symbols.at(address, true);
    }

    /** The function that an address is in. */
    String function(long address) {
        return symbols.at(address, false);
    }
}
