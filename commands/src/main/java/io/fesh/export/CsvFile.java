// SPDX-License-Identifier: Apache-2.0
package io.fesh.export;

import io.fesh.event.EventRecord;
import io.fesh.event.EventSchema;
import io.fesh.event.Field;
import io.fesh.event.FieldValue;
import io.fesh.event.StreamItem;
import io.fesh.kernel.KernelSymbols;
import io.fesh.render.JsonRenderer;
import io.fesh.render.Quoting;
import io.fesh.view.Csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The hits of one event as RFC 4180 has them, a column for each field; below the names in the first
 * line, numbers are decimal, strings are quoted as on the screen, and what could not be read is
 * {@code (fault)}. There is no place for what was lost.
 */
public final class CsvFile implements Exporter {
    private static final List<String> OWN =
            List.of("n", "ts", "cpu", "pid", "tgid", "comm", "caller");

    private final OutputStream out;
    private final JsonRenderer values;

    public CsvFile(OutputStream out, KernelSymbols symbols, EventSchema schema) throws IOException {
        this.out = out;
        this.values = new JsonRenderer(symbols);
        List<String> names = new ArrayList<>(OWN);

        schema.fields().stream().map(Field::name).forEach(names::add);
        write(names);
    }

    @Override
    public void item(StreamItem item) throws IOException {
        if (!(item instanceof EventRecord hit)) {
            return;
        }
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(hit.number()));
        cells.add(Long.toString(hit.ts()));
        cells.add(Integer.toString(hit.cpu()));
        cells.add(Integer.toString(hit.pid()));
        cells.add(Integer.toString(hit.tgid()));
        cells.add(text(hit.comm().getBytes(StandardCharsets.ISO_8859_1)));
        cells.add("0x" + Long.toHexString(hit.caller()));
        for (int i = 0; i < hit.values().size(); i++) {
            cells.add(cell(hit.schema().fields().get(i), hit.value(i)));
        }
        write(cells);
    }

    private String cell(Field field, FieldValue value) {
        if (value instanceof FieldValue.Fault) {
            return "(fault)";
        } else if (value instanceof FieldValue.Text text) {
            return text(text.bytes());
        }
        return values.value(field, value);
    }

    private static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        Quoting.append(text, bytes, 0, bytes.length);
        return text.toString();
    }

    private void write(List<String> cells) throws IOException {
        out.write((Csv.line(cells) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
